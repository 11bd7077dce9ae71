import type { IncomingMessage } from "node:http"

/**
 * Counts a body as it comes, as one that is sent in chunks does not tell its length before. `answer` is called once, with
 * the first bytes above the limit: neither they nor what follows is given to anybody. Who reads the body is told of an
 * error; the rest is taken off the connection and dropped, or the client, still sending, would not see the answer.
 * It has to be called before a byte of the body is read.
 * @param most bytes
 */
export function limitBody(request: IncomingMessage, most: number, answer: (error: Error) => void): void {
  const push = request.push.bind(request)
  let bytes = 0
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (bytes > most) return true
    bytes += chunk?.length ?? 0
    if (bytes <= most) return push(chunk, encoding)
    const error = Object.assign(new Error(tooLargeSentence(most)), { status: 413 })
    answer(error)
    // Node's own would end the connection, and the answer with it.
    request._destroy = (reason, done) => done(request.listenerCount("error") > 0 ? reason : null)
    request.destroy(error)
    return true
  }
}

export const tooLargeSentence = (most: number) =>
  `A request takes at most ${most.toLocaleString("en")} bytes.`
