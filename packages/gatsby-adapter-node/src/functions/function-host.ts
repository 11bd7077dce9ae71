import type { IncomingMessage, ServerResponse } from "node:http"
import { createRequire } from "node:module"
import { join } from "node:path"
import cookie from "cookie"
import express, { type Request, type RequestHandler, type Response } from "express"
import multer from "multer"
import type { HostedFunction } from "../manifest"
import { bare, isPattern, type RouteParameters, routePattern } from "../route-pattern"
import { bodyParserConfig } from "./function-config"

/** Each part costs far more memory than the bytes that it takes to send one. */
const formLimits = { parts: 1_000, fields: 1_000, files: 100 }

type GatsbyFunction = (request: Request, response: Response) => unknown
type Loaded = { run: GatsbyFunction; parsers: readonly RequestHandler[] }

export type FunctionHostOptions = {
  /** The site's directory. */
  site: string
  pathPrefix: string
  functions: readonly HostedFunction[]
  /** Bytes that a file or field of a form may have. */
  bodyLimit: number
  /** Whose `X-Forwarded-…` count for `ip`, `protocol` and `hostname` of a function's request. */
  trustProxy: boolean | string[]
}

/** @param onError takes what the function or a body parser threw; answers the request */
export type FunctionHost = (
  request: IncomingMessage,
  response: ServerResponse,
  onError: (error: unknown) => void,
) => void

/**
 * Runs a site's functions with the request and response that Gatsby's documentation promises them: Express's, with
 * cookies, parsed bodies, files of forms, and parameters of the route.
 *
 * A function's bundle is loaded once. It brings body parsers of its own, which ignore what a parser refuses; they rest
 * once the request's body has been read, and it is read here.
 */
export function createFunctionHost({
  site,
  pathPrefix,
  functions,
  bodyLimit,
  trustProxy,
}: FunctionHostOptions): FunctionHost {
  const requireFromSite = createRequire(join(site, "package.json"))
  const find = findFunction(functions)
  const loaded = new Map<string, Loaded>()
  const load = ({ file }: HostedFunction): Loaded => {
    const known = loaded.get(file)
    if (known) return known
    const fresh = loadFunction(requireFromSite, join(site, file), bodyLimit)
    loaded.set(file, fresh)
    return fresh
  }

  const app = express()
  app.disable("x-powered-by")
  // So that a function's `req.ip` is the client's.
  app.set("trust proxy", trustProxy)
  // The host gives every whole answer a validator, whoever made it.
  app.set("etag", false)
  const handler: RequestHandler = (request, response, next) => {
    const found = find(request.params[0] ?? "")
    if (!found) return next()
    const { run, parsers } = load(found.entry)
    const parameters = found.parameters
    inTurn(parsers, request, response, (error) => {
      if (error) return next(refusal(error))
      request.params = "*" in parameters ? { ...parameters, 0: parameters["*"] ?? "" } : parameters
      if (!isUnread(request)) Object.defineProperty(request, "readableEnded", { value: true })
      Promise.resolve()
        .then(() => run(request, response))
        .catch(next)
    })
  }
  const mounts = [...new Set([`${pathPrefix}/api/*`, "/api/*"])]
  app.use(mounts, parseCookies, handler)
  app.use((_request: Request, response: Response) => {
    response.status(404).type("text/plain").send("Not Found")
  })
  return app as unknown as FunctionHost
}

/** What a parser says of a body is about what the client sent; multer's errors have no status that says so. */
function refusal(error: unknown): unknown {
  if (!(error instanceof Error) || "status" in error) return error
  const tooMuch = "code" in error && String(error.code).startsWith("LIMIT_")
  return Object.assign(error, { status: tooMuch ? 413 : 400 })
}

/** A body that no parser wanted: the function may read it as a stream. */
function isUnread(request: Request & { _body?: boolean }): boolean {
  const { "content-length": length, "transfer-encoding": transfer } = request.headers
  const hasBody = transfer !== undefined || Number(length) > 0
  return hasBody && !request._body && !request.is("multipart/form-data")
}

/** Exact routes first, then patterns in the order of the manifest: the most specific first. */
function findFunction(functions: readonly HostedFunction[]) {
  const exact = new Map(functions.filter(({ route }) => !isPattern(route)).map((it) => [bare(it.route), it]))
  const patterns = functions
    .filter(({ route }) => isPattern(route))
    .map((entry) => ({ entry, match: routePattern(entry.route) }))
  return (path: string): { entry: HostedFunction; parameters: RouteParameters } | undefined => {
    const entry = exact.get(bare(path))
    if (entry) return { entry, parameters: { 0: path } }
    for (const { entry, match } of patterns) {
      const parameters = match(path)
      if (parameters) return { entry, parameters }
    }
    return undefined
  }
}

function loadFunction(requireFromSite: NodeRequire, file: string, bodyLimit: number): Loaded {
  const module = requireFromSite(file)
  const run = module?.default ?? module
  if (typeof run !== "function") throw new TypeError(`${file} exports no function.`)
  const { raw, text, urlencoded, json } = bodyParserConfig(module.config)
  const files = multer({ limits: { ...formLimits, fileSize: bodyLimit, fieldSize: bodyLimit } }).any()
  return {
    run,
    parsers: [
      files,
      express.raw(raw),
      express.text(text),
      express.urlencoded(urlencoded),
      express.json(json),
    ],
  }
}

const parseCookies: RequestHandler = (request, _response, next) => {
  if (request.headers.cookie) request.cookies = cookie.parse(request.headers.cookie)
  next()
}

function inTurn(
  handlers: readonly RequestHandler[],
  request: Request,
  response: Response,
  done: (error?: unknown) => void,
): void {
  const [first, ...rest] = handlers
  if (first)
    first(request, response, (error?: unknown) =>
      error ? done(error) : inTurn(rest, request, response, done),
    )
  else done()
}
