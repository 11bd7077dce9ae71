import type { Server } from "node:http"
import { Server as NetServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/** Milliseconds in which clients learn, by their next answer, that their connection is at its end. */
const notice = 1_000

/**
 * Stops a server so that no request is lost: no new connections, `Connection: close` on whatever is still answered,
 * idle connections ended only after clients had time to hear of it.
 * @param patience milliseconds after which connections are cut that still have a request
 */
export async function stopGracefully(server: Server, patience: number): Promise<void> {
  const started = performance.now()
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  // http's own close ends idle connections at once, on which a request may be on its way.
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve())
  })
  let over = false
  closed.then(() => {
    over = true
  })
  while (!over && performance.now() - started < patience) {
    if (performance.now() - started > notice) server.closeIdleConnections()
    await Promise.race([closed, wait(50)])
  }
  if (!over) server.closeAllConnections()
}
