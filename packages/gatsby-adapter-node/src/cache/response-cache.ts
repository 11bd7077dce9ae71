import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http"
import type { FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import { LRUCache } from "lru-cache"
import { type Asking, type OwnFields, sendStored, sendUnstored, withEntityTag } from "./answer"
import {
  type CacheEntry,
  compact,
  entryOf,
  freshened,
  freshnessOf,
  headerOf,
  mayReplaceError,
  type StoringRequest,
  secondsLeft,
  targetedField,
} from "./cache-entry"
import { captureResponse } from "./capture-response"
import { preferredEncoding } from "./content-encoding"
import { detachedRequest } from "./detached-request"
import { EntryStore, type Found } from "./entry-store"
import { Flights } from "./flights"
import { fieldOf, type ResponseHead, type ResponseHeaders } from "./response-head"

declare module "fastify" {
  interface FastifyRequest {
    /** What the response cache did with this request; empty where it did nothing. */
    cacheResult: "" | "hit" | "stale" | "collapsed" | "miss" | "bypass"
  }
}

export type ResponseCacheOptions = {
  /** Bytes of stored responses at most. */
  maxBytes: number
  /** The cache's name in `Cache-Status`. */
  name?: string
  /** Requests that are none of the cache's business, such as those for files. */
  skip?(request: FastifyRequest): boolean
  /** Milliseconds that a request waits for another's answer before it asks the route itself. */
  patience?: number
  /** Takes the store, to read its figures. */
  onReady?(store: Pick<EntryStore, "bytes" | "count">): void
}

/** What the cache means to do with an answer, beside sending it. */
type Plan = {
  asked: StoringRequest
  found: Found
  /** `Cache-Status`, without the name. */
  forwarded: string
  /** Whether the stored entry's validators were sent along. */
  validated: boolean
}

type Settled = { kind: "stored" | "validated" | "stale-if-error"; entry: CacheEntry } | { kind: "unstored" }

/**
 * A shared HTTP cache (RFC 9111, 5861, 9211, No-Vary-Search) before the routes of a Fastify server.
 * Register it before the routes; it acts on what they answer, whatever writes the answer.
 */
export const responseCache = fastifyPlugin<ResponseCacheOptions>((fastify, options, done) => {
  const { maxBytes, name = "gatsby-host", skip, patience = 30_000, onReady } = options
  const store = new EntryStore(maxBytes)
  const flights = new Flights(patience)
  /** Addresses whose last answer could not be stored: their requests do not wait for each other. */
  const unshared = new LRUCache<string, true>({
    maxSize: 1_000_000,
    sizeCalculation: (_value, { length }) => 200 + length,
    ttl: 10_000,
  })
  const detached = new WeakSet<IncomingMessage>()
  const limit = Math.floor(maxBytes / 4)
  onReady?.(store)
  fastify.decorateRequest("cacheResult", "")

  fastify.addHook("onRequest", (request, reply, next) => {
    const { method, headers } = request.raw
    if (detached.has(request.raw) || skip?.(request)) return next()
    const encoding = preferredEncoding(headerOf(headers, "accept-encoding"))
    // A route that encodes by itself sees what the key is made of.
    if (encoding) headers["accept-encoding"] = encoding
    else delete headers["accept-encoding"]
    const asking: Asking = { method: method ?? "GET", headers: { ...headers }, encoding }
    if (method !== "GET" && method !== "HEAD") return forwardUnsafe(request, reply, asking, next)
    if (headers.authorization !== undefined) {
      return forwardUnstored(request, reply, asking, "fwd=bypass", next)
    }
    // A part of an answer; or what a body asked for, of which the key knows nothing.
    if (headers.range !== undefined || hasBody(headers))
      return forwardUnstored(request, reply, asking, "fwd=bypass", next)
    lookUp(request, reply, asking, 0, next)
  })

  function lookUp(
    request: FastifyRequest,
    reply: FastifyReply,
    asking: Asking,
    waits: number,
    next: () => void,
  ) {
    const asked: StoringRequest = { url: request.raw.url ?? "/", headers: asking.headers }
    const found = store.find(asked)
    const { entry, key } = found
    const freshness = entry && freshnessOf(entry)
    if (entry && freshness !== "stale") {
      const behind = freshness === "revalidate-behind"
      request.cacheResult = waits ? "collapsed" : behind ? "stale" : "hit"
      const status = waits ? `fwd=${found.reason}; collapsed` : `hit; ttl=${secondsLeft(entry)}`
      const own = reply.getHeaders() as ResponseHeaders
      reply.hijack()
      answerStored(reply.raw, asking, asked, entry, status, own)
      if (behind) refresh(request.raw, asked, found, own)
      return
    }
    const forwarded = `fwd=${entry ? "stale" : found.reason}`
    if (asking.method === "HEAD") return forwardUnstored(request, reply, asking, forwarded, next)
    // Again, because the first answer tells what it varies on, and this request may want another one.
    const flight = unshared.has(key) || waits > 2 ? undefined : flights.get(key)
    if (flight) {
      flight.then(() => lookUp(request, reply, asking, waits + 1, next))
      return
    }
    lead(request, reply, asking, { asked, found, forwarded, validated: false }, next)
  }

  /** Asks the route for this request, and for all that wait for the same. */
  function lead(request: FastifyRequest, reply: FastifyReply, asking: Asking, plan: Plan, next: () => void) {
    const { asked, found, forwarded } = plan
    request.cacheResult = "miss"
    const own = { ...(reply.getHeaders() as ResponseHeaders) }
    const end = flights.start(found.key)
    reply.raw.once("close", end)
    const { raw } = request
    // The client's conditions are about its own copy; they are checked against whatever the answer turns out to be.
    const validated = makeConditional(raw, found.entry)
    captureResponse(reply.raw, {
      limit,
      onStart: (head) => {
        if (mayKeep({ ...plan, validated }, head)) return "hold"
        unshared.set(found.key, true)
        end()
        setStatus(reply.raw, forwarded)
        return "pass"
      },
      onWhole: (head, body) => {
        const settled = settle({ ...plan, validated }, without(head, own), body)
        end()
        if (settled.kind === "unstored") {
          return sendUnstored(reply.raw, asking, head, body, statusField(head.headers, forwarded))
        }
        const notes = {
          stored: `${forwarded}; stored`,
          validated: `${forwarded}; fwd-status=304; stored`,
          "stale-if-error": `hit; ttl=${secondsLeft(settled.entry)}; fwd-status=${head.status}; detail=stale-if-error`,
        }
        const fromStore = settled.kind !== "stored"
        answerStored(reply.raw, asking, asked, settled.entry, notes[settled.kind], own, fromStore)
      },
    })
    next()
  }

  /**
   * Fetches a new answer while the old one is served: once, however many ask for it.
   * @param own fields of the visitor's own answer, which are no part of the new one
   */
  function refresh(
    visitor: IncomingMessage,
    asked: StoringRequest,
    found: Found,
    own: ResponseHeaders,
  ): void {
    if (flights.get(found.key)) return
    const end = flights.start(found.key)
    const { request, response } = detachedRequest(asked, visitor.socket.remoteAddress)
    detached.add(request)
    const plan = { asked, found, forwarded: "", validated: makeConditional(request, found.entry) }
    captureResponse(response, {
      limit,
      onStart: (head) => (mayKeep(plan, head) ? "hold" : discard(response, end)),
      onWhole: (head, body) => {
        settle(plan, without(head, own), body)
        end()
        request.socket.destroy()
      },
    })
    fastify.routing(request, response)
  }

  function settle({ asked, found, validated }: Plan, head: ResponseHead, body: Buffer): Settled {
    const { entry, key } = found
    if (entry && validated && head.status === 304) {
      const fresh = freshened(entry, asked, head)
      if (fresh) {
        store.store(asked, fresh)
        return { kind: "validated", entry: fresh }
      }
      return { kind: "validated", entry }
    }
    if (entry && isError(head.status) && mayReplaceError(entry)) return { kind: "stale-if-error", entry }
    const made = entryOf(asked, head, body)
    if (!made) {
      unshared.set(key, true)
      return { kind: "unstored" }
    }
    unshared.delete(key)
    const stored = {
      ...made,
      body: compact(body),
      headers: withEntityTag(made, body),
      ownEntityTag: made.headers.etag === undefined,
    }
    store.store(asked, stored)
    return { kind: "stored", entry: stored }
  }

  function forwardUnstored(
    request: FastifyRequest,
    reply: FastifyReply,
    asking: Asking,
    forwarded: string,
    next: () => void,
  ) {
    request.cacheResult = "bypass"
    captureResponse(reply.raw, {
      limit,
      onStart: () => {
        setStatus(reply.raw, forwarded)
        return "pass"
      },
      onWhole: (head, body) =>
        sendUnstored(reply.raw, asking, head, body, statusField(head.headers, forwarded)),
    })
    next()
  }

  /** What is stored for an address that a request may have changed is used no more (RFC 9111, 4.4). */
  function forwardUnsafe(request: FastifyRequest, reply: FastifyReply, asking: Asking, next: () => void) {
    const { url = "/", headers } = request.raw
    const invalidate = (head: ResponseHead) => {
      if (/^(?:GET|HEAD|OPTIONS|TRACE)$/.test(asking.method) || head.status < 200 || head.status >= 400)
        return
      store.invalidate({ url, headers })
      for (const name of ["location", "content-location"]) {
        const other = ownUrl(fieldOf(head.headers, name), url, headers.host)
        if (other) store.invalidate({ url: other, headers })
      }
    }
    captureResponse(reply.raw, {
      limit,
      onStart: (head) => {
        invalidate(head)
        setStatus(reply.raw, "fwd=method")
        return "pass"
      },
      onWhole: (head, body) => {
        invalidate(head)
        sendUnstored(reply.raw, asking, head, body, statusField(head.headers, "fwd=method"))
      },
    })
    next()
  }

  /** @param before fields that were set before the route: they are this request's own */
  function answerStored(
    response: ServerResponse,
    asking: Asking,
    asked: StoringRequest,
    entry: CacheEntry,
    status: string,
    before: ResponseHeaders,
    fromStore = true,
  ): void {
    const own: OwnFields = { ...before, ...statusField(entry.headers, status) }
    if (fromStore) own.age = String(Math.max(0, Math.floor(entry.policy.age())))
    sendStored(response, asking, entry, own, (encoding, body) => {
      const encoded = new Map(entry.encoded).set(encoding, compact(body))
      // A copy, because the store measures an entry when it is put in.
      if (store.find(asked).entry === entry) store.store(asked, { ...entry, encoded })
    })
  }

  const statusField = (headers: ResponseHeaders, status: string): ResponseHeaders => {
    const before = fieldOf(headers, "cache-status")
    return { "cache-status": `${before ? `${before}, ` : ""}${name}; ${status}` }
  }
  const setStatus = (response: ServerResponse, status: string) => {
    response.removeHeader(targetedField)
    const field = statusField({ ...response.getHeaders() } as ResponseHeaders, status)["cache-status"]
    if (field !== undefined) response.setHeader("cache-status", field)
  }
  done()
})

/** Whether an answer that is still coming could be kept, or could be replaced by what is kept. */
function mayKeep({ asked, found: { entry }, validated }: Plan, head: ResponseHead): boolean {
  if (entry && validated && head.status === 304) return true
  if (entry && isError(head.status) && mayReplaceError(entry)) return true
  return entryOf(asked, head, Buffer.alloc(0)) !== undefined
}

/** Puts the stored validators in the place of the client's; whether there were any. */
function makeConditional({ headers }: IncomingMessage, entry: CacheEntry | undefined): boolean {
  for (const condition of ["if-none-match", "if-modified-since"]) delete headers[condition]
  const etag = entry && !entry.ownEntityTag ? fieldOf(entry.headers, "etag") : undefined
  const modified = entry && fieldOf(entry.headers, "last-modified")
  if (etag !== undefined) headers["if-none-match"] = etag
  if (modified !== undefined) headers["if-modified-since"] = modified
  return etag !== undefined || modified !== undefined
}

const hasBody = ({ "content-length": length, "transfer-encoding": transfer }: IncomingHttpHeaders) =>
  transfer !== undefined || (length !== undefined && length !== "0")

const isError = (status: number) => status >= 500 && status <= 504 && status !== 501

/** A head without the fields that were there, with these values, before the route wrote any. */
function without({ status, headers }: ResponseHead, own: ResponseHeaders): ResponseHead {
  const written = Object.entries(headers).filter(([name, value]) => own[name] !== value)
  return { status, headers: Object.fromEntries(written) }
}

function discard(response: ServerResponse, end: () => void): "hold" {
  end()
  response.destroy()
  return "hold"
}

/** A URL of this origin as a path with its query; undefined for another's. */
function ownUrl(location: string | undefined, base: string, host: string | undefined): string | undefined {
  if (location === undefined || !host) return undefined
  const url = URL.canParse(location, `http://${host}${base}`) && new URL(location, `http://${host}${base}`)
  return url && url.host === host ? url.pathname + url.search : undefined
}
