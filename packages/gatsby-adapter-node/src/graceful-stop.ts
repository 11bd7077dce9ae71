import type { Server } from "node:http"
import { Server as TcpServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/**
 * How long idle connections stay open after the stop begins. During this time, the server still responds to the next
 * request of each connection. The response has `Connection: close`, so the client opens a new connection for later
 * requests.
 */
const noticeMs = 1_000

/**
 * Stops a server without losing requests that clients have already sent. The server accepts no new connections, adds
 * `Connection: close` to each response, and closes idle connections after a second.
 * @param timeoutMs after this time, the server closes connections whose requests are still running
 */
export async function stopGracefully(server: Server, timeoutMs: number): Promise<void> {
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  // `close()` of `net.Server` stops accepting connections and keeps open connections. `close()` of `http.Server` would
  // close idle connections immediately, and requests that a client is sending on them would be lost.
  const closed = new Promise((resolve) => TcpServer.prototype.close.call(server, resolve))
  await Promise.race([closed, wait(noticeMs)])
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await Promise.race([closed, wait(timeoutMs - noticeMs)])
  clearInterval(sweep)
  server.closeAllConnections()
}
