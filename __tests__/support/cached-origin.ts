import { once } from "node:events"
import { type ClientRequest, type IncomingHttpHeaders, request } from "node:http"
import type { AddressInfo } from "node:net"
import Fastify, { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from "fastify"
import {
  type ResponseCacheOptions,
  responseCache,
} from "../../packages/gatsby-adapter-node/src/cache/response-cache"

export type Answered = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string }

export type CachedOrigin = {
  /** How often the route has been asked. */
  asked(): number
  /** The requests that the route saw, the last at the end. */
  seen: { method: string; url: string; headers: IncomingHttpHeaders }[]
  /** What the route answers from now on. */
  answer(reply: (request: FastifyRequest, reply: FastifyReply) => unknown): void
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answered>
  url: string
  close(): Promise<void>
}

/** A server with one route, whose answers a test decides, and the response cache before it. */
export async function cachedOrigin(
  options: Partial<ResponseCacheOptions> = {},
  { trustProxy = false }: Pick<FastifyServerOptions, "trustProxy"> = {},
): Promise<CachedOrigin> {
  const fastify = Fastify({ trustProxy })
  fastify.register(responseCache, { maxBytes: 1_000_000, ...options })
  const seen: CachedOrigin["seen"] = []
  let answer: (request: FastifyRequest, reply: FastifyReply) => unknown = () => "unset"
  fastify.all("/*", (request, reply) => {
    seen.push({ method: request.method, url: request.url, headers: { ...request.headers } })
    return answer(request, reply)
  })
  await fastify.listen({ port: 0, host: "127.0.0.1" })
  const { port } = fastify.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  return {
    seen,
    url,
    asked: () => seen.length,
    answer: (next) => {
      answer = next
    },
    get: (path, headers = {}, method = "GET") => ask(url + path, { headers, method }),
    close: () => fastify.close(),
  }
}

/**
 * The clock of the cache, for a file of tests. It stands at the real time at the start of each test.
 * @returns moves it on
 */
export function cacheClock(): (milliseconds: number) => void {
  const realNow = Date.now
  let ahead = 0
  beforeEach(() => {
    ahead = 0
    jest.spyOn(Date, "now").mockImplementation(() => realNow() + ahead)
  })
  afterEach(() => jest.restoreAllMocks())
  return (milliseconds) => {
    ahead += milliseconds
  }
}

/** By node:http, which adds no header of its own and decodes nothing. */
export function ask(
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
    /** The address that the request comes from; one of loopback. */
    from?: string
  },
): Promise<Answered> {
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

/** Sends a request to a function that calls `response.writeProcessing()`; resolves when that function runs. */
export async function begin(url: string): Promise<ClientRequest> {
  const sent = request(url, { agent: false }).on("error", () => undefined)
  await once(sent.end(), "information")
  return sent
}
