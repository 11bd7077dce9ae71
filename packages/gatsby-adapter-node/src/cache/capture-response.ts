import type { OutgoingHttpHeader, ServerResponse } from "node:http"
import type { ResponseHead, ResponseHeaders } from "./response-head"

export type CaptureHandlers = {
  /** The first bytes of a body that has more to come: whether to wait for all of it, or to let it pass. */
  onStart(head: ResponseHead): "hold" | "pass"
  /** The whole answer; nothing of it has been sent. The response's own methods work again. */
  onWhole(head: ResponseHead, body: Buffer): void
  /** Bytes that are held at most; a longer body passes. */
  limit: number
}

type Callback = (error?: Error | null) => void

const captured = ["writeHead", "write", "end", "flushHeaders", "headersSent"] as const

/**
 * Takes what a route writes into a response before it is sent, whoever writes it: Fastify, Express, a stream.
 * A body that comes in one piece is always handed over whole.
 */
export function captureResponse(
  response: ServerResponse,
  { onStart, onWhole, limit }: CaptureHandlers,
): void {
  const held: Buffer[] = []
  let size = 0
  let started = false
  let ended = false

  const release = () => {
    for (const name of captured)
      delete (response as Partial<Record<(typeof captured)[number], unknown>>)[name]
  }
  const head = (): ResponseHead => ({
    status: response.statusCode,
    headers: { ...response.getHeaders() } as ResponseHeaders,
  })
  const pass = () => {
    release()
    if (held.length) response.write(Buffer.concat(held))
  }
  const own = {
    writeHead(status: number, ...rest: unknown[]) {
      response.statusCode = status
      if (typeof rest[0] === "string") response.statusMessage = rest[0]
      setHeaders(response, rest.at(-1))
      started = true
      return response
    },
    flushHeaders() {
      if (onStart(head()) === "hold") return
      pass()
      response.flushHeaders()
    },
    write(chunk: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) {
      const done = typeof encoding === "function" ? encoding : callback
      if (ended) return false
      if (held.length === 0 && onStart(head()) === "pass") {
        release()
        return response.write(chunk, encoding as BufferEncoding, callback)
      }
      started = true
      size += held[held.push(bufferOf(chunk, encoding)) - 1]?.length ?? 0
      if (size > limit) pass()
      if (done) process.nextTick(done)
      return true
    },
    end(chunk?: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) {
      const done = [chunk, encoding, callback].find((part) => typeof part === "function") as
        | Callback
        | undefined
      if (ended) return response
      ended = true
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
        held.push(bufferOf(chunk, encoding))
      if (done) response.once("finish", done)
      const whole = head()
      release()
      onWhole(whole, held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held))
      return response
    },
  }
  Object.assign(response, own)
  Object.defineProperty(response, "headersSent", { get: () => started || ended, configurable: true })
}

/** Sends an answer in one piece, and nothing of the headers that were set on the way to it. */
export function sendWhole(
  response: ServerResponse,
  status: number,
  headers: ResponseHeaders,
  body?: Buffer,
): void {
  const names = response.getHeaderNames()
  if (names.length === 0) response.writeHead(status, flat(headers))
  else {
    // Of a list, Node would now keep the last of several fields of one name.
    for (const name of names) response.removeHeader(name)
    response.writeHead(status, headers)
  }
  response.end(body)
}

/** Names and values in turn: the quickest form that writeHead takes. */
function flat(headers: ResponseHeaders): string[] {
  const list: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) for (const one of value) list.push(name, one)
    else if (value !== undefined) list.push(name, String(value))
  }
  return list
}

/** What writeHead takes: an object, or names and values in turn, or pairs of them. */
function setHeaders(response: ServerResponse, headers: unknown): void {
  if (Array.isArray(headers)) {
    const flat = headers.flat() as string[]
    const names = new Set<string>()
    for (let place = 0; place < flat.length; place += 2) {
      const [name, value] = [flat[place] as string, flat[place + 1] as string]
      if (names.has(name.toLowerCase())) response.appendHeader(name, value)
      else response.setHeader(name, value)
      names.add(name.toLowerCase())
    }
  } else if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers as Record<string, OutgoingHttpHeader | undefined>))
      if (value !== undefined) response.setHeader(name, value)
  }
}

function bufferOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
  return Buffer.from(chunk as Uint8Array)
}
