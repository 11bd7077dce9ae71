import type { Server } from "node:http"
import type { Socket } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

/** Milliseconds in which clients learn, by their next answer, that their connection is at its end. */
const notice = 1_000

/**
 * Ends a server's connections so that no request is lost: `Connection: close` on whatever is still answered, idle
 * connections ended only after clients had time to hear of it.
 * @param sockets the open connections
 * @param patience milliseconds after which connections are cut that still have a request
 */
export async function stopGracefully(
  server: Server,
  sockets: ReadonlySet<Socket>,
  patience: number,
): Promise<void> {
  const started = performance.now()
  server.prependListener("request", (_request, response) => {
    response.shouldKeepAlive = false
  })
  while (sockets.size > 0 && performance.now() - started < patience) {
    await wait(50)
    if (performance.now() - started > notice) server.closeIdleConnections()
  }
  for (const socket of sockets) socket.destroy()
}
