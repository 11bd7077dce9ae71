import { randomUUID } from "node:crypto"
import { join, resolve } from "node:path"
import underPressure from "@fastify/under-pressure"
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify"
import { bodyLimit } from "./body-limit"
import { responseCache } from "./cache/response-cache"
import { requireKnown, requireNumber, requireOption, requireOptions } from "./check-options"
import { isAddress, logLevels } from "./configuration"
import { loadPageEngine } from "./engine/page-engine"
import { pageRoutes } from "./engine/page-routes"
import { errorPages, sendBadRequest } from "./error-pages"
import { createFunctionHost } from "./functions/function-host"
import { functionRoutes } from "./functions/function-routes"
import { type Health, healthRoutes } from "./health"
import { readManifest } from "./manifest"
import { createMetrics } from "./metrics"
import { redirects } from "./redirects/redirect-routes"
import { requestLog } from "./request-log"
import { createRouter } from "./router"
import { routing } from "./routing"
import { isRequestId, setStandardHeaders, standardHeaders } from "./standard-headers"
import { staticFiles } from "./static-files"
import { originForm, requestValidation } from "./validate-request"

export type HostOptions = {
  /** The directory of a built site. If the site has SSR or DSG pages, it must be the working directory. */
  site: string
  /** Maximum bytes of cached responses. 0 turns the cache off. Default: 64 MB. */
  cacheBytes?: number
  /** The proxies whose `X-Forwarded-…` headers are used: Fastify's option `trustProxy`. Default: false. */
  trustProxy?: boolean | string[]
  /** Pino's log level. Default: "silent". */
  logLevel?: string
  /** Receives log lines. Default: standard output. */
  logStream?: { write(line: string): void }
  limits?: Partial<Limits>
  /** Serves /healthz, /readyz and /metrics on the port of the site. Default: the host does not serve these paths. */
  health?: Health
}

export type Limits = {
  /** Maximum bytes of the request line and headers. Default: 16,384. */
  maxHeaderBytes: number
  /** Maximum bytes of a request body. Default: 10 MB. */
  maxBodyBytes: number
  /** Maximum time to receive a complete request. Default: 30 s. */
  requestTimeoutMs: number
  /** Time after which the server closes a connection on which no byte is sent or received. Default: 2 min. */
  connectionTimeoutMs: number
  /** Maximum delay of the event loop. Above it, requests that the cache cannot serve receive 503. Default: 1 s. */
  maxEventLoopDelayMs: number
}

const defaultLimits: Limits = {
  maxHeaderBytes: 16_384,
  maxBodyBytes: 10_485_760,
  requestTimeoutMs: 30_000,
  connectionTimeoutMs: 120_000,
  maxEventLoopDelayMs: 1_000,
}

/**
 * Creates the server of a built site and loads its page engine and functions. The server does not listen yet, and it
 * does not handle signals.
 * @throws StartupError if the site was not built with the adapter, if the build was changed after its end, or if a site
 * with SSR or DSG pages is not the working directory
 * @throws TypeError for invalid options
 */
export async function createHost(options: HostOptions): Promise<FastifyInstance> {
  checkOptions(options)
  const { cacheBytes = 67_108_864, trustProxy = false, health } = options
  const site = resolve(options.site)
  const limits = { ...defaultLimits, ...options.limits }
  const manifest = await readManifest(site)
  // Load the page engine before creating the server. Otherwise @fastify/under-pressure would measure the load time as a
  // delay of the event loop.
  const loaded = await loadPageEngine(site, manifest)
  const functions = createFunctionHost({
    site,
    pathPrefix: manifest.pathPrefix,
    functions: manifest.functions,
    maxBodyBytes: limits.maxBodyBytes,
    trustProxy,
  })
  const failures = functions.load()
  const fastify = createServer(options, limits)
  for (const { file, error } of failures)
    fastify.log.warn({ err: error }, `${file} could not be loaded; the next request tries again`)
  const metrics = createMetrics({ cacheBytes: () => fastify.responseCache.bytes })

  const router = createRouter(manifest, loaded?.engine)

  fastify.register(routing, { router })
  fastify.register(standardHeaders)
  fastify.register(requestLog, { metrics })
  fastify.register(errorPages, { publicFolder: join(site, "public"), manifest })
  fastify.register(requestValidation)
  fastify.register(bodyLimit, { maxBytes: limits.maxBodyBytes })
  if (health) fastify.register(healthRoutes, health)
  fastify.register(redirects, { router })
  fastify.register(responseCache, {
    maxBytes: cacheBytes,
    skip: ({ raw }) => fastify.match(raw).kind === "file",
  })
  // Register under-pressure after the response cache. An overloaded host then still sends cached responses, and
  // responds to all other requests with 503.
  fastify.register(underPressure, { maxEventLoopDelay: limits.maxEventLoopDelayMs, retryAfter: 5 })
  fastify.register(staticFiles, { site, manifest })
  if (loaded) fastify.register(pageRoutes, { loaded, manifest })
  fastify.register(functionRoutes, { host: functions })
  await fastify.ready()
  return fastify
}

function checkOptions(options: HostOptions): void {
  const caller = "createHost"
  requireOptions(caller, options)
  const names = ["site", "cacheBytes", "trustProxy", "logLevel", "logStream", "limits", "health"]
  requireKnown(caller, options, names)
  const {
    site,
    cacheBytes,
    trustProxy = false,
    logLevel = "silent",
    logStream,
    limits = {},
    health,
  } = options
  requireOption(caller, "site", typeof site === "string" && site !== "", "a directory", site)
  requireNumber(caller, "cacheBytes", cacheBytes, 0)
  const isProxies =
    typeof trustProxy === "boolean" || (Array.isArray(trustProxy) && trustProxy.every(isAddress))
  requireOption(caller, "trustProxy", isProxies, "a boolean or an array of addresses", trustProxy)
  requireOption(caller, "logLevel", logLevels.includes(logLevel), `one of ${logLevels.join(", ")}`, logLevel)
  const isStream = logStream === undefined || hasFunctions(logStream, ["write"])
  requireOption(caller, "logStream", isStream, "an object with the function write", logStream)
  const isHealth = health === undefined || hasFunctions(health, ["isReady", "metrics"])
  requireOption(caller, "health", isHealth, "an object with the functions isReady and metrics", health)
  requireOptions(`${caller}: limits`, limits)
  requireKnown(`${caller}: limits`, limits, Object.keys(defaultLimits))
  for (const [name, value] of Object.entries(limits)) requireNumber(caller, `limits.${name}`, value, 1)
}

const hasFunctions = (value: unknown, names: readonly string[]) =>
  typeof value === "object" &&
  value !== null &&
  names.every((name) => typeof (value as Record<string, unknown>)[name] === "function")

function createServer(options: HostOptions, limits: Limits): FastifyInstance {
  const { trustProxy = false, logLevel = "silent", logStream } = options
  const fastify: FastifyInstance = Fastify({
    logger: logLevel === "silent" ? false : { level: logLevel, ...(logStream ? { stream: logStream } : {}) },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: limits.maxBodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.connectionTimeoutMs,
    // Proxies usually keep idle connections for 60 s. With a shorter timeout, the host could close a connection while a
    // proxy sends a request.
    keepAliveTimeout: 72_000,
    http: {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: Math.min(15_000, limits.requestTimeoutMs),
      // How often Node checks the timeouts. Node's default is 30 s.
      connectionsCheckingInterval: 5_000,
    },
    genReqId: ({ headers }) =>
      isRequestId(headers["x-request-id"]) ? headers["x-request-id"] : randomUUID(),
    rewriteUrl: (request) => originForm(request),
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // Prevents Fastify from loading Ajv, which takes a tenth of the start time. No route has a schema.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // Hooks do not run for paths that Fastify cannot decode, so the standard headers are set here.
    frameworkErrors: (_error, request, reply) => {
      setStandardHeaders(request as FastifyRequest, reply as unknown as FastifyReply)
      sendBadRequest(reply as unknown as FastifyReply)
    },
  })
  // Fastify must not parse bodies: the function host parses the bodies for Gatsby Functions, and pages ignore bodies.
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser("*", (_request, _payload, done) => done(null))
  return fastify
}

function noSchemas(): never {
  throw new Error("Routes of this host have no schemas.")
}
