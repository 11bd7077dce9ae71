import type { Server } from "node:http"
import { Server as TcpServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/** How long clients have to learn, from their next response, that their connection ends. */
const noticeMs = 1_000

/**
 * Stops a server without losing requests. It accepts no new connections, adds `Connection: close` to each response, and
 * closes idle connections after a second.
 * @param timeoutMs after this time, connections with a running request are closed
 */
export async function stopGracefully(server: Server, timeoutMs: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  // close() of an HTTP server would close idle connections at once, and requests on them would be lost.
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve))
  await Promise.race([closed, wait(noticeMs)])
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, wait(timeoutMs - noticeMs)])
  clearInterval(sweep)
  server.closeAllConnections()
}
