import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { LRUCache } from "lru-cache"
import { detachedRequest } from "./background-refresh"
import {
  type CachedResponse,
  cachedResponseOf,
  compact,
  freshen,
  freshnessOf,
  headerOf,
  type KeyedRequest,
  mayReplaceError,
  secondsLeft,
  targetedField,
} from "./cached-response"
import { type CapturedResponse, captureResponse, sendWhole } from "./capture-response"
import { InFlight } from "./coalesce"
import { preferredEncoding } from "./content-encoding"
import type { ResponseCache, ResponseCacheOptions } from "./response-cache"
import { fieldOf, type ResponseHead, type ResponseHeaders } from "./response-head"
import { type Lookup, ResponseStore } from "./response-store"
import { type ClientRequest, withEntityTag, writeCached, writeUncached } from "./write-response"

type Exchange = {
  request: FastifyRequest
  reply: FastifyReply
  client: ClientRequest
  next: () => void
}

type Fetch = KeyedRequest & {
  lookup: Lookup
  isConditional: boolean
}

type StoreResult =
  | { kind: "fetched" | "validated"; cached: CachedResponse; isStored: boolean }
  | { kind: "stale-if-error"; cached: CachedResponse }
  | { kind: "not stored" }

/** The steps for each request: lookup → coalesce → fetch → store → respond. */
export class CacheHandler implements ResponseCache {
  readonly #fastify: FastifyInstance
  readonly #name: string
  readonly #skip: (request: FastifyRequest) => boolean
  readonly #maxBodyBytes: number
  readonly #store: ResponseStore
  readonly #inFlight: InFlight
  readonly #refreshes = new WeakSet<IncomingMessage>()
  /**
   * Keys whose last response could not be stored. Requests with these keys are not coalesced, because they cannot share
   * a response.
   */
  readonly #uncacheable = new LRUCache<string, true>({
    maxSize: 1_000_000,
    sizeCalculation: (_value, { length }) => 200 + length,
    ttl: 10_000,
  })

  constructor(fastify: FastifyInstance, options: ResponseCacheOptions) {
    const { maxBytes, name = "gatsby-host", skip = () => false, timeoutMs = 30_000 } = options
    this.#fastify = fastify
    this.#name = name
    this.#skip = skip
    this.#maxBodyBytes = Math.floor(maxBytes / 4)
    this.#store = new ResponseStore(maxBytes)
    this.#inFlight = new InFlight(timeoutMs)
  }

  get bytes(): number {
    return this.#store.bytes
  }

  get count(): number {
    return this.#store.count
  }

  handle(request: FastifyRequest, reply: FastifyReply, next: () => void) {
    const { method = "GET", url = "/", headers } = request.raw
    if (this.#refreshes.has(request.raw) || this.#skip(request)) return next()
    const encoding = preferredEncoding(headerOf(headers, "accept-encoding"))
    // The route receives only the preferred encoding. The cache key uses the same value.
    if (encoding) headers["accept-encoding"] = encoding
    else delete headers["accept-encoding"]
    const origin = `${request.protocol}://${request.host}`
    const client = { method, origin, url, headers: { ...headers }, encoding }
    const exchange = { request, reply, client, next }
    this.#run(exchange).catch((error: unknown) => {
      request.log.error({ err: error, url }, "response could not be sent")
      if (reply.raw.headersSent) reply.raw.destroy()
      else sendWhole(reply.raw, 500, { "cache-control": "no-store" })
    })
  }

  #run(exchange: Exchange): Promise<void> {
    const { method, headers } = exchange.client
    if (method !== "GET" && method !== "HEAD") return this.#forward(exchange, "fwd=method")
    // The cache key contains no range, credentials or body, so requests with one of them bypass the cache.
    const isUnkeyed = headers.authorization !== undefined || headers.range !== undefined || hasBody(headers)
    return isUnkeyed ? this.#forward(exchange, "fwd=bypass") : this.#respond(exchange)
  }

  async #respond(exchange: Exchange): Promise<void> {
    const { request, client } = exchange
    for (let waits = 0; ; waits++) {
      const lookup = this.#store.find(client)
      const { cached, key, reason } = lookup
      const freshness = cached && freshnessOf(cached)
      if (cached && freshness !== "stale") {
        const isStale = freshness === "stale-while-revalidate"
        request.cacheResult = waits > 0 ? "collapsed" : isStale ? "stale" : "hit"
        const status = waits > 0 ? `fwd=${reason}; collapsed` : `hit; ttl=${secondsLeft(cached)}`
        const hookHeaders = this.#hijack(exchange)
        if (isStale) void this.#refresh(exchange, lookup, hookHeaders)
        return this.#writeCached(exchange, cached, hookHeaders, status)
      }
      const status = `fwd=${cached ? "stale" : reason}`
      if (client.method === "HEAD") return this.#forward(exchange, status)
      // The first response to a URL contains `Vary` and `No-Vary-Search`, which change the keys of the waiting
      // requests. Such a request then waits for a running request with its new key. A request waits at most three
      // times.
      const other = this.#uncacheable.has(key) || waits > 2 ? undefined : this.#inFlight.get(key)
      if (!other) return this.#fetch(exchange, lookup, status)
      await other
    }
  }

  async #fetch(exchange: Exchange, lookup: Lookup, status: string): Promise<void> {
    const { request, reply, client } = exchange
    request.cacheResult = "miss"
    const hookHeaders = { ...(reply.getHeaders() as ResponseHeaders) }
    const end = this.#inFlight.start(lookup.key)
    reply.raw.once("close", end)
    // The client's If-None-Match and If-Modified-Since describe the client's copy. The route does not receive these
    // headers. The cache compares them with the response later.
    const isConditional = makeConditional(request.raw, lookup.cached)
    const { origin, url, headers } = client
    const fetch = { origin, url, headers, lookup, isConditional }
    const capture = captureResponse(reply.raw, {
      maxBytes: this.#maxBodyBytes,
      shouldHold: (head) => isStorable(fetch, head),
      onPass: () => {
        this.#uncacheable.set(lookup.key, true)
        end()
        this.#setStatus(reply.raw, status)
      },
    })
    exchange.next()
    const captured = await capture
    if (!captured) return
    const result = this.#storeResponse(fetch, withoutHookHeaders(captured, hookHeaders))
    end()
    if (result.kind === "not stored") {
      return writeUncached(reply.raw, client, captured, this.#statusField(captured.head.headers, status))
    }
    const stored = "isStored" in result && result.isStored ? "; stored" : ""
    const statuses = {
      fetched: `${status}${stored}`,
      validated: `${status}; fwd-status=304${stored}`,
      "stale-if-error": `hit; ttl=${secondsLeft(result.cached)}; fwd-status=${captured.head.status}; detail=stale-if-error`,
    }
    const isFromStore = result.kind !== "fetched"
    return this.#writeCached(exchange, result.cached, hookHeaders, statuses[result.kind], isFromStore)
  }

  /** Refreshes a stale response in the background, with at most one request at a time for each key. */
  async #refresh(exchange: Exchange, lookup: Lookup, hookHeaders: ResponseHeaders): Promise<void> {
    const { origin, url, headers } = exchange.client
    if (this.#inFlight.get(lookup.key)) return
    const end = this.#inFlight.start(lookup.key)
    const { request, response } = detachedRequest(exchange.client, exchange.request.raw.socket)
    this.#refreshes.add(request)
    const isConditional = makeConditional(request, lookup.cached)
    const fetch = { origin, url, headers, lookup, isConditional }
    const capture = captureResponse(response, {
      maxBytes: this.#maxBodyBytes,
      shouldHold: (head) => isStorable(fetch, head),
      onPass: () => response.destroy(),
    })
    this.#fastify.routing(request, response)
    const captured = await capture
    if (captured) this.#storeResponse(fetch, withoutHookHeaders(captured, hookHeaders))
    end()
    request.socket.destroy()
  }

  #storeResponse(fetch: Fetch, { head, body }: CapturedResponse): StoreResult {
    const { cached, key } = fetch.lookup
    if (cached && fetch.isConditional && head.status === 304) {
      const fresh = freshen(cached, fetch, head)
      const isStored = fresh !== undefined && this.#store.store(fetch, fresh)
      return { kind: "validated", cached: fresh ?? cached, isStored }
    }
    if (cached && isServerError(head.status) && mayReplaceError(cached)) {
      return { kind: "stale-if-error", cached }
    }
    const stored = cachedResponseOf(fetch, head, body)
    if (!stored) {
      this.#uncacheable.set(key, true)
      return { kind: "not stored" }
    }
    this.#uncacheable.delete(key)
    const hasOwnEntityTag = stored.headers.etag === undefined
    const headers = withEntityTag(stored, body)
    const tagged = { ...stored, body: compact(body), headers, hasOwnEntityTag }
    return { kind: "fetched", cached: tagged, isStored: this.#store.store(fetch, tagged) }
  }

  async #forward({ request, reply, client, next }: Exchange, status: string): Promise<void> {
    const isUnsafe = !/^(?:GET|HEAD|OPTIONS|TRACE)$/.test(client.method)
    if (client.method === "GET" || client.method === "HEAD") request.cacheResult = "bypass"
    const invalidate = (head: ResponseHead) => {
      if (isUnsafe && head.status >= 200 && head.status < 400) this.#invalidate(client, head)
    }
    const capture = captureResponse(reply.raw, {
      maxBytes: this.#maxBodyBytes,
      shouldHold: () => false,
      onPass: (head) => {
        invalidate(head)
        this.#setStatus(reply.raw, status)
      },
    })
    next()
    const captured = await capture
    if (!captured) return
    invalidate(captured.head)
    return writeUncached(reply.raw, client, captured, this.#statusField(captured.head.headers, status))
  }

  /** Removes the stored responses that an unsafe request may have changed (RFC 9111 §4.4). */
  #invalidate({ origin, url, headers }: ClientRequest, head: ResponseHead): void {
    this.#store.invalidate({ origin, url, headers })
    for (const name of ["location", "content-location"]) {
      const other = sameHostPath(fieldOf(head.headers, name), origin + url)
      if (other) this.#store.invalidate({ origin, url: other, headers })
    }
  }

  #hijack({ reply }: Exchange): ResponseHeaders {
    const hookHeaders = reply.getHeaders() as ResponseHeaders
    reply.hijack()
    return hookHeaders
  }

  #writeCached(
    { reply, client }: Exchange,
    cached: CachedResponse,
    hookHeaders: ResponseHeaders,
    status: string,
    isFromStore = true,
  ): Promise<void> | void {
    const ownHeaders = { ...hookHeaders, ...this.#statusField(cached.headers, status) }
    if (isFromStore) ownHeaders.age = String(Math.max(0, Math.floor(cached.policy.age())))
    return writeCached(reply.raw, client, cached, ownHeaders, (encoding, body) => {
      const encoded = new Map(cached.encoded).set(encoding, compact(body))
      // The store determines the size of a response when it stores the response. Storing the response again, with its
      // compressed body, updates the size.
      if (this.#store.find(client).cached === cached) this.#store.store(client, { ...cached, encoded })
    })
  }

  #statusField(headers: ResponseHeaders, status: string): ResponseHeaders {
    const upstream = fieldOf(headers, "cache-status")
    return { "cache-status": `${upstream ? `${upstream}, ` : ""}${this.#name}; ${status}` }
  }

  #setStatus(response: ServerResponse, status: string): void {
    response.removeHeader(targetedField)
    const field = this.#statusField({ ...response.getHeaders() } as ResponseHeaders, status)["cache-status"]
    if (field !== undefined) response.setHeader("cache-status", field)
  }
}

function isStorable({ lookup: { cached }, isConditional, ...request }: Fetch, head: ResponseHead): boolean {
  if (cached && isConditional && head.status === 304) return true
  if (cached && isServerError(head.status) && mayReplaceError(cached)) return true
  return cachedResponseOf(request, head, Buffer.alloc(0)) !== undefined
}

/**
 * Replaces the client's validators by those of the stored response.
 * @returns whether the stored response has validators that the route can check
 */
function makeConditional({ headers }: IncomingMessage, cached: CachedResponse | undefined): boolean {
  for (const condition of ["if-none-match", "if-modified-since"]) delete headers[condition]
  const etag = cached && !cached.hasOwnEntityTag ? fieldOf(cached.headers, "etag") : undefined
  const modified = cached && fieldOf(cached.headers, "last-modified")
  if (etag !== undefined) headers["if-none-match"] = etag
  if (modified !== undefined) headers["if-modified-since"] = modified
  return etag !== undefined || modified !== undefined
}

const hasBody = ({ "content-length": length, "transfer-encoding": transfer }: IncomingHttpHeaders) =>
  transfer !== undefined || (length !== undefined && length !== "0")

const isServerError = (status: number) => status >= 500 && status <= 504 && status !== 501

/**
 * Returns the headers without those that Fastify hooks set before the route runs, such as the request ID. Such headers
 * belong to one request, so the cache does not store them.
 */
function withoutHookHeaders(
  { head, body }: CapturedResponse,
  hookHeaders: ResponseHeaders,
): CapturedResponse {
  const headers = Object.entries(head.headers).filter(([name, value]) => hookHeaders[name] !== value)
  return { head: { status: head.status, headers: Object.fromEntries(headers) }, body }
}

/**
 * Returns the path and query of a location on the same host. Returns undefined for a location on another host. Only the
 * hosts are compared, not the schemes: if an untrusted proxy terminates TLS, the request has `http` although the client
 * used `https`.
 */
function sameHostPath(location: string | undefined, base: string): string | undefined {
  if (location === undefined || !URL.canParse(location, base)) return undefined
  const url = new URL(location, base)
  return url.host === new URL(base).host ? url.pathname + url.search : undefined
}
