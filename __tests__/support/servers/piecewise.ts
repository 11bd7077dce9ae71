import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

export async function piecewise(
  pieces: readonly string[],
  pauseMs: number,
): Promise<{ url: string; close(): Promise<unknown> }> {
  const server = createServer(async ({ url }, response) => {
    response.statusCode = url === "/" ? 200 : 404
    response.setHeader("content-type", "text/html; charset=utf-8")
    for (const piece of url === "/" ? pieces : []) {
      response.write(piece)
      await wait(pauseMs)
    }
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise((closed) => server.close(closed))
  }
  return { url: `http://127.0.0.1:${port}/`, close }
}
