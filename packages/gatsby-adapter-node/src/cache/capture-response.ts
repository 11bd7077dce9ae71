import type { OutgoingHttpHeader, ServerResponse } from "node:http"
import type { ResponseHead, ResponseHeaders } from "./response-head"

/**
 * `captureResponse` overrides methods of Node's response, as the npm package `compression` does. Fastify's own features
 * do not work here. The `onSend` hook does not run if a Gatsby Function or a proxy writes directly to Node's response.
 * `fastify.inject` drops informational (1xx) responses.
 */
export type CaptureOptions = {
  /**
   * Returns whether to keep a streamed body in memory until its end. If false, the body is passed on to the client.
   * Called when the route writes the first bytes.
   */
  shouldHold(head: ResponseHead): boolean
  onPass(head: ResponseHead): void
  maxBytes: number
}

export type CapturedResponse = { head: ResponseHead; body: Buffer }

type Callback = (error?: Error | null) => void

const overridden = ["writeHead", "write", "end", "flushHeaders", "headersSent"] as const

/**
 * Captures the response of a route before it is sent. A body that the route passes to `end()` without an earlier
 * `write()` is always captured.
 * @returns the complete response. Undefined if the response was already passed on to the client, or if the client
 * disconnected
 */
export function captureResponse(
  response: ServerResponse,
  { shouldHold, onPass, maxBytes }: CaptureOptions,
): Promise<CapturedResponse | undefined> {
  const { promise, resolve } = withResolvers<CapturedResponse | undefined>()
  const held: Buffer[] = []
  let size = 0
  let isStarted = false
  let isEnded = false

  const head = (): ResponseHead => ({
    status: response.statusCode,
    headers: { ...response.getHeaders() } as ResponseHeaders,
  })
  const pass = () => {
    onPass(head())
    release(response)
    resolve(undefined)
    if (held.length > 0) response.write(Buffer.concat(held))
  }
  const overrides = {
    writeHead(status: number, ...rest: unknown[]) {
      response.statusCode = status
      if (typeof rest[0] === "string") response.statusMessage = rest[0]
      setHeaders(response, rest.at(-1))
      isStarted = true
      return response
    },
    flushHeaders() {
      if (shouldHold(head())) return
      pass()
      response.flushHeaders()
    },
    write(chunk: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) {
      if (isEnded) return false
      if (held.length === 0 && !shouldHold(head())) {
        pass()
        return response.write(chunk, encoding as BufferEncoding, callback)
      }
      isStarted = true
      const bytes = toBuffer(chunk, encoding)
      held.push(bytes)
      size += bytes.length
      if (size > maxBytes) pass()
      const done = typeof encoding === "function" ? encoding : callback
      if (done) process.nextTick(done)
      return true
    },
    end(chunk?: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) {
      if (isEnded) return response
      isEnded = true
      if (chunk !== undefined && chunk !== null && typeof chunk !== "function")
        held.push(toBuffer(chunk, encoding))
      const done = [chunk, encoding, callback].find((part) => typeof part === "function")
      if (done) response.once("finish", done as Callback)
      const [first] = held
      resolve({ head: head(), body: first && held.length === 1 ? first : Buffer.concat(held) })
      return response
    },
  }
  Object.assign(response, overrides)
  Object.defineProperty(response, "headersSent", { get: () => isStarted || isEnded, configurable: true })
  response.once("close", () => resolve(undefined))
  return promise
}

function release(response: ServerResponse): void {
  for (const name of overridden) {
    if (Object.hasOwn(response, name)) delete (response as Partial<Record<typeof name, unknown>>)[name]
  }
}

/** Sends a complete response with only these headers. Headers that were set on the response object are not sent. */
export function sendWhole(
  response: ServerResponse,
  status: number,
  headers: ResponseHeaders,
  body?: Buffer,
): void {
  release(response)
  const names = response.getHeaderNames()
  if (names.length === 0) response.writeHead(status, flatten(headers))
  else {
    // `writeHead` accepts a flat list of names and values. But if the response object also has headers, Node keeps only
    // the last value of a repeated name. So this function removes the object's headers and passes the new headers as an
    // object.
    for (const name of names) response.removeHeader(name)
    response.writeHead(status, headers)
  }
  response.end(body)
}

function flatten(headers: ResponseHeaders): string[] {
  const list: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) for (const one of value) list.push(name, one)
    else if (value !== undefined) list.push(name, String(value))
  }
  return list
}

/**
 * @param headers the argument of `writeHead`: an object, a flat list (`[name, value, name, value]`), or a list of pairs
 */
function setHeaders(response: ServerResponse, headers: unknown): void {
  if (Array.isArray(headers)) {
    const flat = headers.flat() as string[]
    const names = new Set<string>()
    for (let index = 0; index < flat.length; index += 2) {
      const [name, value] = [flat[index] as string, flat[index + 1] as string]
      if (names.has(name.toLowerCase())) response.appendHeader(name, value)
      else response.setHeader(name, value)
      names.add(name.toLowerCase())
    }
  } else if (typeof headers === "object" && headers !== null) {
    for (const [name, value] of Object.entries(headers as Record<string, OutgoingHttpHeader | undefined>))
      if (value !== undefined) response.setHeader(name, value)
  }
}

function toBuffer(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === "string")
    return Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
  return Buffer.from(chunk as Uint8Array)
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
