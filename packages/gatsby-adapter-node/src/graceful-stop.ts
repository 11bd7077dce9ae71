import type { Server } from "node:http"
import { Server as TcpServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/** Milliseconds in which clients learn, by their next answer, that their connection is at its end. */
const notice = 1_000

/**
 * Ends a server so that no request is lost: it takes no new connections, sends `Connection: close` with each response,
 * and ends idle connections only after clients had time to hear of it.
 * @param patience milliseconds after which connections are cut that still have a request
 */
export async function stopGracefully(server: Server, patience: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  // Not the HTTP server's own close(), which ends idle connections at once.
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve))
  await Promise.race([closed, wait(notice)])
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, wait(patience - notice)])
  clearInterval(sweep)
  server.closeAllConnections()
}
