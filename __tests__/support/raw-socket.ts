import { connect } from "node:net"

/**
 * What a server answers to these bytes, as they come: no client of HTTP stands between them and it.
 * @param parts sent one after the other, `pause` milliseconds apart
 * @param silence milliseconds without a byte after which the answer counts as whole
 */
export function sendRaw(
  port: number,
  parts: string | readonly string[],
  { silence = 400, pause = 50 }: { silence?: number; pause?: number } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1")
    let answer = ""
    let timer: NodeJS.Timeout
    const settle = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(settle, silence)
    }
    socket.setEncoding("latin1").on("data", (part) => {
      answer += part
      wait()
    })
    socket.on("close", settle).on("error", settle)
    socket.on("connect", async () => {
      for (const [place, part] of [parts].flat().entries()) {
        if (place > 0) await new Promise((done) => setTimeout(done, pause))
        if (socket.destroyed) return
        socket.write(part, "latin1")
      }
      wait()
    })
  })
}

/** The status of each answer in these bytes; bodies of ours have no such line. */
export const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
