import type { Server } from "node:http"
import { Server as TcpServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/**
 * How long idle connections stay open after the stop begins. In this time, a client's next request gets a response.
 * The response has `Connection: close`, so the client knows that the server closes the connection.
 */
const noticeMs = 1_000

/**
 * Stops a server without losing requests. The server accepts no new connections, adds `Connection: close` to each
 * response, and closes idle connections after a second.
 * @param timeoutMs after this time, connections with a running request are closed
 */
export async function stopGracefully(server: Server, timeoutMs: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  // close() of an HTTP server would close idle connections immediately, and requests on these connections would be
  // lost. The method of the TCP server closes no connections.
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve))
  await Promise.race([closed, wait(noticeMs)])
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, wait(timeoutMs - noticeMs)])
  clearInterval(sweep)
  server.closeAllConnections()
}
