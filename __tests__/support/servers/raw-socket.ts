import { connect } from "node:net"

/**
 * Sends bytes over a TCP socket, without an HTTP client, and returns the bytes of the response.
 * @param options `pauseMs` is the pause between two parts of the request. The function returns when the server has sent
 * no byte for `silenceMs`.
 */
export function sendRaw(
  port: number,
  parts: string | readonly string[],
  { silenceMs = 400, pauseMs = 50 }: { silenceMs?: number; pauseMs?: number } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    let received = ""
    let timer: NodeJS.Timeout
    const settle = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(received)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(settle, silenceMs)
    }
    socket.setEncoding("latin1").on("data", (part) => {
      received += part
      wait()
    })
    socket.on("close", settle).on("error", settle)
    socket.on("connect", async () => {
      for (const [index, part] of [parts].flat().entries()) {
        if (index > 0) await new Promise((done) => setTimeout(done, pauseMs))
        if (socket.destroyed) return
        socket.write(part, "latin1")
      }
      wait()
    })
  })
}

export const statusesOf = (received: string): number[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
