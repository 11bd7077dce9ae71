import { once } from "node:events"
import { type ClientRequest, type IncomingHttpHeaders, request } from "node:http"
import type { AddressInfo } from "node:net"
import Fastify, { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from "fastify"
import {
  type ResponseCacheOptions,
  responseCache,
} from "#packages/gatsby-adapter-node/src/cache/response-cache"

export type HttpResponse = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string }

export type CachedOrigin = {
  requestCount(): number
  seen: { method: string; url: string; headers: IncomingHttpHeaders }[]
  /** The size of the stored responses in bytes. */
  cachedBytes(): number
  respond(handler: (request: FastifyRequest, reply: FastifyReply) => unknown): void
  get(path: string, headers?: Record<string, string>, method?: string): Promise<HttpResponse>
  url: string
  close(): Promise<void>
}

/** Starts a server with the response cache and one route. Each test sets the handler of the route. */
export async function cachedOrigin(
  options: Partial<ResponseCacheOptions> = {},
  { trustProxy = false }: Pick<FastifyServerOptions, "trustProxy"> = {},
): Promise<CachedOrigin> {
  const fastify = Fastify({ trustProxy })
  fastify.register(responseCache, { maxBytes: 1_000_000, ...options })
  const seen: CachedOrigin["seen"] = []
  let handler: (request: FastifyRequest, reply: FastifyReply) => unknown = () => "unset"
  fastify.all("/*", (request, reply) => {
    seen.push({ method: request.method, url: request.url, headers: { ...request.headers } })
    return handler(request, reply)
  })
  await fastify.listen({ port: 0, host: "127.0.0.1" })
  const { port } = fastify.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    seen,
    url,
    requestCount: () => seen.length,
    cachedBytes: () => fastify.responseCache.bytes,
    respond: (next) => {
      handler = next
    },
    get: (path, headers = {}, method = "GET") => sendRequest(url + path, { headers, method }),
    close: () => fastify.close(),
  }
}

/** Returns a function that advances the clock of the cache. Each test starts at the real time. */
export function cacheClock(): (milliseconds: number) => void {
  const realNow = Date.now
  let aheadMs = 0
  beforeEach(() => {
    aheadMs = 0
    jest.spyOn(Date, "now").mockImplementation(() => realNow() + aheadMs)
  })
  afterEach(() => jest.restoreAllMocks())
  return (milliseconds) => {
    aheadMs += milliseconds
  }
}

/** Sends a request with node:http, which adds no headers and does not decode the body. */
export function sendRequest(
  url: string,
  {
    headers = {},
    method = "GET",
    body,
    from,
  }: {
    headers?: Record<string, string>
    method?: string
    body?: string
    from?: string
  },
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const options = { headers, method, agent: false, ...(from ? { localAddress: from } : {}) }
    request(url, options, (response) => {
      const parts: Buffer[] = []
      response.on("data", (part) => parts.push(part))
      response.on("end", () => {
        const whole = Buffer.concat(parts)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: whole,
          text: whole.toString("utf8"),
        })
      })
      response.on("error", reject)
    })
      .on("error", reject)
      .end(body)
  })
}

/** Sends a request to a function that calls `response.writeProcessing()`. Resolves when the function runs. */
export async function beginRequest(url: string): Promise<ClientRequest> {
  const sent = request(url, { agent: false }).on("error", () => undefined)
  await once(sent.end(), "information")
  return sent
}
