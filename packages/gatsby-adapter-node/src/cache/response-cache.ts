import type { FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import { requireKnown, requireNumber, requireOption } from "../check-options"
import { CacheHandler } from "./cache-handler"

declare module "fastify" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyRequest
  interface FastifyRequest {
    /** The result of the response cache for this request. Empty if the cache skipped the request. */
    cacheResult: "" | "hit" | "stale" | "collapsed" | "miss" | "bypass"
  }
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyInstance
  interface FastifyInstance {
    responseCache: ResponseCache
  }
}

export type ResponseCache = {
  readonly bytes: number
  readonly count: number
}

export type ResponseCacheOptions = {
  /** Maximum size of all stored responses, in bytes. 0 turns the cache off. */
  maxBytes: number
  /** The cache's name in `Cache-Status`. Default: "gatsby-host". */
  name?: string
  /** Whether a request bypasses the cache. Default: no request bypasses it. */
  skip?: (request: FastifyRequest) => boolean
  /**
   * How long a request waits for the response to an identical request before it calls the route. Default: 30,000 ms.
   */
  timeoutMs?: number
}

function checkOptions(options: ResponseCacheOptions): void {
  const caller = "responseCache"
  const { maxBytes, name, skip, timeoutMs } = options
  // Fastify passes the options of its `register()` in the same object, so their names are also valid.
  requireKnown(caller, options, [
    ...["maxBytes", "name", "skip", "timeoutMs"],
    ...["prefix", "logLevel", "logSerializers"],
  ])
  requireOption(caller, "maxBytes", maxBytes !== undefined, "a number of bytes", maxBytes)
  requireNumber(caller, "maxBytes", maxBytes, 0)
  // A token (RFC 9110 §5.6.2), as Cache-Status requires.
  const isName = name === undefined || (typeof name === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(name))
  requireOption(caller, "name", isName, "a token such as my-server", name)
  requireOption(caller, "skip", skip === undefined || typeof skip === "function", "a function", skip)
  requireNumber(caller, "timeoutMs", timeoutMs, 0)
}

/**
 * A shared HTTP cache (RFC 9111, 5861, 9211 and No-Vary-Search) for the routes of a Fastify server. The plugin also
 * compresses responses, adds ETags and responds with 304. Register the plugin before the routes.
 * @example fastify.register(responseCache, { maxBytes: 64_000_000 })
 */
export const responseCache = fastifyPlugin<ResponseCacheOptions>(
  (fastify, options, done) => {
    try {
      checkOptions(options)
    } catch (error) {
      // This error must not be thrown: Fastify would report it as an uncaught exception. If `done()` receives the
      // error, `ready()` rejects.
      return done(error as TypeError)
    }
    const handler = new CacheHandler(fastify, options)
    fastify.decorateRequest("cacheResult", "")
    fastify.decorate("responseCache", handler)
    fastify.addHook("onRequest", (request, reply, next) => handler.handle(request, reply, next))
    done()
  },
  { name: "gatsby-adapter-node/cache", fastify: "5.x" },
)
