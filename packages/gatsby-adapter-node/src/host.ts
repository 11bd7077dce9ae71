import { randomUUID } from "node:crypto"
import { type ServerResponse, STATUS_CODES } from "node:http"
import { join } from "node:path"
import underPressure from "@fastify/under-pressure"
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify"
import { limitBody, tooLargeSentence } from "./body-limit"
import type { EntryStore } from "./cache/entry-store"
import { responseCache } from "./cache/response-cache"
import { loadPageEngine } from "./engine/page-engine"
import { pageHandler } from "./engine/page-handler"
import { type ErrorPages, isRequestId, readErrorPages } from "./error-pages"
import type { FunctionHost } from "./functions/function-host"
import { type Health, healthRoutes } from "./health"
import { readManifest } from "./manifest"
import { createMetrics, type Metrics } from "./metrics"
import { originForm, refusalOf } from "./refusals"
import { inRequest } from "./request-context"
import { createSite, type Resolution } from "./site"
import { staticFiles } from "./static-files"

declare module "fastify" {
  interface FastifyRequest {
    /** What answered, for logs and figures: a template of pages, "function", "file", "redirect", … */
    routeName: string
  }
  interface FastifyInstance {
    metrics: Metrics
  }
}

export type HostOptions = {
  /** The directory of a built site; the working directory has to be the same for its pages. */
  site: string
  cacheBytes: number
  trustProxy?: boolean | string[]
  /** A level of pino's; "silent" where left out. */
  logLevel?: string
  /** Where log lines go; standard output where left out. */
  logStream?: { write(line: string): void }
  limits?: Partial<Limits>
  /** Answers /healthz, /readyz and /metrics, where they are on the port of the site. */
  health?: Health
}

export type Limits = {
  /** Bytes of a request's line and headers. */
  headers: number
  /** Bytes of a request's body. */
  body: number
  /** Milliseconds for a request to arrive, whole. */
  requestTimeout: number
  /** Milliseconds without a byte in either direction, after which a connection ends: of a slow answer, or reader. */
  silence: number
  /** Milliseconds that the event loop may be late before requests are sent away with 503. */
  eventLoopDelay: number
}

const defaultLimits: Limits = {
  headers: 16_384,
  body: 10_485_760,
  requestTimeout: 30_000,
  silence: 120_000,
  eventLoopDelay: 1_000,
}

/**
 * A server for one site's build; it listens nowhere yet, and handles no signal.
 * @throws Error where the site has not been built with the adapter
 */
export async function createHost(options: HostOptions): Promise<FastifyInstance> {
  const { site: directory, cacheBytes, trustProxy = false, logLevel = "silent", logStream } = options
  const limits = { ...defaultLimits, ...options.limits }
  const manifest = await readManifest(directory)
  const loaded = loadPageEngine(directory)
  const site = createSite(manifest, loaded?.engine)
  const pages = readErrorPages(join(directory, "public"), manifest)
  let store: Pick<EntryStore, "bytes" | "count"> | undefined
  const metrics = createMetrics({ cacheBytes: () => store?.bytes ?? 0 })
  const fastify: FastifyInstance = Fastify({
    logger: logLevel === "silent" ? false : { level: logLevel, ...(logStream ? { stream: logStream } : {}) },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: limits.body,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.silence,
    // Longer than the proxies before it keep theirs, or they would ask on a connection that is just being closed.
    keepAliveTimeout: 72_000,
    http: {
      maxHeaderSize: limits.headers,
      headersTimeout: Math.min(15_000, limits.requestTimeout),
      // Node looks whether a time is over twice a minute: 15 s would be up to 45.
      connectionsCheckingInterval: 5_000,
    },
    genReqId: ({ headers }) =>
      isRequestId(headers["x-request-id"]) ? headers["x-request-id"] : randomUUID(),
    rewriteUrl: (request) => originForm(request),
    return503OnClosing: false,
    exposeHeadRoutes: false,
    // No route here has a schema, and Ajv would be a tenth of the start.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // A path that does not decode: no hook runs for it.
    frameworkErrors: (_error, request, reply) => {
      setOwnHeaders(request as FastifyRequest, reply as unknown as FastifyReply)
      badRequest(reply as unknown as FastifyReply)
    },
  })
  fastify.decorate("metrics", metrics)
  fastify.decorateRequest("routeName", "")

  fastify.addHook("onRequest", (request, reply, next) => {
    request.raw.headers["x-request-id"] = request.id
    setOwnHeaders(request, reply)
    next()
  })
  fastify.addHook("onResponse", (request, reply, next) => {
    logAnswer(request, reply, metrics)
    next()
  })
  fastify.addHook("onRequest", (request, reply, next) => {
    const refusal = refusalOf(request.raw)
    if (!refusal) return next()
    if (request.raw.url === "*" && request.method === "OPTIONS") return reply.code(204).send()
    // Nor is anything read behind it.
    reply.headers({ "cache-control": "no-store", connection: "close" })
    sendText(reply.code(refusal.status), refusal.sentence)
  })
  const isForFunction = ({ raw: { url = "/" } }: FastifyRequest) =>
    site.resolve(pathnameOf(url), "").kind === "function"
  fastify.addHook("onRequest", (request, reply, next) => {
    // Only functions read bodies. Before anything that could wait: not a byte has come yet.
    if (request.headers["transfer-encoding"] !== undefined && isForFunction(request)) {
      limitBody(request.raw, limits.body, (error) => failFunction(error, reply.raw, request))
    }
    next()
  })
  if (options.health) fastify.register(healthRoutes, options.health)
  fastify.register(responseCache, {
    maxBytes: cacheBytes,
    skip: ({ raw }) => site.file(pathnameOf(raw.url ?? "/")) !== undefined,
    onReady: (ready) => {
      store = ready
    },
  })
  // After the cache: what it holds costs nothing, and is served under any pressure.
  fastify.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelay,
    retryAfter: 5,
  })
  fastify.addHook("onRequest", (request, reply, next) => {
    if (Number(request.headers["content-length"] ?? 0) <= limits.body) return next()
    reply.code(413).headers({ "cache-control": "no-store", connection: "close" })
    if (!isForFunction(request)) return sendText(reply, "Content Too Large")
    return reply.type(problemType).send(problem(413, tooLargeSentence(limits.body)))
  })

  // Bodies are read by the functions' own parsers; pages do not read theirs.
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser("*", (_request, _payload, done) => done(null))
  fastify.setErrorHandler((error, request, reply) => fail(error, request, reply, pages))

  const sendFile = await staticFiles(fastify, directory, manifest)
  const renderPage = loaded && pageHandler(loaded, manifest, metrics)
  let functions: Promise<FunctionHost> | undefined
  const loadFunctions = async () => {
    // With Express and its parsers, which nothing else needs.
    const { createFunctionHost } = await import("./functions/function-host")
    return createFunctionHost({
      site: directory,
      pathPrefix: manifest.pathPrefix,
      functions: manifest.functions,
      trustProxy,
      bodyLimit: limits.body,
    })
  }
  const runFunction = async (request: FastifyRequest, reply: FastifyReply) => {
    functions ??= loadFunctions()
    const run = await functions
    const fail = (error: unknown) => failFunction(error, reply.raw, request)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? "")
    inRequest({ id: request.id, fail }, () => run(request.raw, reply.raw, fail))
  }

  const answer = async (request: FastifyRequest, reply: FastifyReply, resolution: Resolution) => {
    request.routeName = resolution.kind
    switch (resolution.kind) {
      case "file":
        return sendFile(request, reply, resolution.file)
      case "function":
        return runFunction(request, reply)
      case "redirect":
        return reply.code(resolution.status).header("location", asciiOf(resolution.to)).send()
      case "bad-path":
        return badRequest(reply)
      case "not-found":
        return notFound(request, reply, pages)
      default: {
        request.routeName = resolution.page.componentChunkName
        const late = lateContext(request, reply, pages)
        return inRequest(late, () => renderPage?.(request, reply, resolution))
      }
    }
  }
  fastify.all("/*", (request, reply) => {
    const { url = "/" } = request.raw
    const pathname = pathnameOf(url)
    return answer(request, reply, site.resolve(pathname, url.slice(pathname.length)))
  })
  fastify.setNotFoundHandler((_request, reply) => sendText(reply.code(501), "Not Implemented"))
  await fastify.ready()
  return fastify
}

function noSchemas(): never {
  throw new Error("The routes of this host have no schemas.")
}

/** What is said of each answer, whoever makes it: of refusals and errors too. */
function setOwnHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ "x-request-id": request.id, "x-content-type-options": "nosniff" })
  // Over an open line it would be anybody's word (RFC 6797, 7.2).
  if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000")
}

const sendText = (reply: FastifyReply, text: string) => reply.type("text/plain; charset=utf-8").send(text)

/** A target as a header may have it. What is encoded stays as it is; a backslash would count as a slash in browsers. */
const asciiOf = (target: string) => target.replace(/[^!-~]+|\\/g, encodeURIComponent)

function pathnameOf(url: string): string {
  const end = url.search(/[?#]/)
  return end === -1 ? url : url.slice(0, end)
}

const badRequest = (reply: FastifyReply) =>
  sendText(reply.code(400).header("cache-control", "no-store"), "Bad Request")

function notFound(request: FastifyRequest, reply: FastifyReply, { notFound: page, headers }: ErrorPages) {
  const accept = request.headers.accept ?? "*/*"
  reply.code(404).headers(headers).header("cache-control", "public, max-age=0, must-revalidate")
  if (page && /\*\/\*|text\/(?:html|\*)/.test(accept))
    return reply.type("text/html; charset=utf-8").send(page)
  return sendText(reply, "Not Found")
}

/** What a page, its data or the server itself threw: logged with the request's id, and told with that id alone. */
function fail(error: unknown, request: FastifyRequest, reply: FastifyReply, pages: ErrorPages) {
  const status = statusOf(error)
  reply.header("cache-control", "no-store")
  if (status < 500) return sendText(reply.code(status), messageOf(error))
  if (status === 503) return sendText(reply.code(503).header("retry-after", "5"), "Busy. Try again.")
  request.log.error({ err: error, url: request.originalUrl }, "a request failed")
  reply.code(500)
  if (request.url.includes("/page-data/")) {
    return reply.send({ error: "Internal Server Error", requestId: request.id })
  }
  return reply.headers(pages.headers).type("text/html; charset=utf-8").send(pages.failed(request.id))
}

/** A page that throws after it returned: its own request is answered with 500, where that is still possible. */
function lateContext(request: FastifyRequest, reply: FastifyReply, pages: ErrorPages) {
  return {
    id: request.id,
    fail(error: unknown) {
      request.log.error({ err: error, url: request.originalUrl }, "threw after it had returned")
      const { raw } = reply
      if (raw.headersSent || raw.writableEnded) return
      raw.statusCode = 500
      const headers = {
        ...pages.headers,
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
      }
      for (const [name, value] of Object.entries(headers)) raw.setHeader(name, value)
      raw.end(pages.failed(request.id))
    },
  }
}

/** What a function threw, or what it left running; a body parser's refusal too. */
function failFunction(error: unknown, response: ServerResponse, request: FastifyRequest): void {
  const status = statusOf(error)
  if (status >= 500) request.log.error({ err: error, url: request.originalUrl }, "a function failed")
  if (response.writableEnded) return
  // Half an answer must not look like a whole one.
  if (response.headersSent) return void response.destroy()
  response.statusCode = status
  response.setHeader("cache-control", "no-store")
  response.setHeader("content-type", problemType)
  response.end(problem(status, status < 500 ? messageOf(error) : `Request ${request.id}`))
}

const problemType = "application/problem+json; charset=utf-8"

/** What went wrong, as a function's client reads it (RFC 9457). */
const problem = (status: number, detail: string) =>
  JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail })

/** Errors of body parsers and of Fastify carry the status that they mean. */
function statusOf(error: unknown): number {
  const { statusCode, status } = (error ?? {}) as Partial<Record<"statusCode" | "status", unknown>>
  const given = [statusCode, status].find((value) => typeof value === "number")
  return typeof given === "number" && given >= 400 && given < 600 ? given : 500
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "Bad Request")

function logAnswer(request: FastifyRequest, reply: FastifyReply, metrics: Metrics): void {
  const milliseconds = reply.elapsedTime
  const status = reply.raw.statusCode
  const route = request.routeName || (request.cacheResult ? "cached" : "refused")
  metrics.answered(request, route, status, milliseconds)
  request.log.info(
    {
      method: request.method,
      url: request.originalUrl,
      status,
      route,
      cache: request.cacheResult || undefined,
      ms: Math.round(milliseconds * 10) / 10,
    },
    "answered",
  )
}
