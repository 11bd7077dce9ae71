import type { IncomingMessage, ServerResponse } from "node:http"
import { createRequire } from "node:module"
import { join } from "node:path"
import cookie from "cookie"
import express, { type Request, type RequestHandler, type Response } from "express"
import multer, { type FileFilter } from "multer"
import type { HostedFunction } from "../manifest"
import { isPattern, normalizePath, type RouteParameters, routePattern } from "../route-pattern"
import { bodyParserConfig } from "./function-config"

/** Limits the number of parts in a form, because a small part needs far more memory than its bytes. */
const formLimits = { parts: 1_000, fields: 1_000, files: 100 }

type GatsbyFunction = (request: Request, response: Response) => unknown
type LoadedFunction = { run: GatsbyFunction; parsers: readonly RequestHandler[] }

export type FunctionHostOptions = {
  site: string
  pathPrefix: string
  functions: readonly HostedFunction[]
  maxBodyBytes: number
  trustProxy: boolean | string[]
}

export type FunctionHost = {
  /** @param onError receives errors of the function and of body parsers. It must respond to the request */
  run(request: IncomingMessage, response: ServerResponse, onError: (error: unknown) => void): void
  /**
   * Loads the modules of all functions.
   * @returns the files that failed to load, with their errors
   */
  load(): { file: string; error: unknown }[]
}

/**
 * Runs Gatsby Functions with the request and response of Express, as Gatsby documents. The bundle of each function
 * contains Gatsby's body parsers, which ignore errors. So the host parses the body before the function runs. Gatsby's
 * parsers skip a body that is already parsed.
 */
export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  const { site, pathPrefix, functions, maxBodyBytes, trustProxy } = options
  const requireFromSite = createRequire(join(site, "package.json"))
  const find = findFunction(functions)
  const loaded = new Map<string, LoadedFunction>()
  const load = ({ file }: HostedFunction): LoadedFunction => {
    const known = loaded.get(file)
    if (known) return known
    const fresh = loadFunction(requireFromSite, join(site, file), maxBodyBytes)
    loaded.set(file, fresh)
    return fresh
  }

  const app = express()
  app.disable("x-powered-by")
  app.set("trust proxy", trustProxy)
  // The response cache adds ETags, so Express must not add them.
  app.set("etag", false)
  const handler: RequestHandler = (request, response, next) => {
    const found = find(request.params[0] ?? "")
    if (!found) return next()
    const { run, parsers } = load(found.entry)
    const { parameters } = found
    runInTurn(parsers, request, response, (error) => {
      if (error) return next(withStatus(error))
      request.params = "*" in parameters ? { ...parameters, 0: parameters["*"] ?? "" } : parameters
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
  return {
    run: app as unknown as FunctionHost["run"],
    load: () =>
      functions.flatMap((entry) => {
        try {
          load(entry)
          return []
        } catch (error) {
          return [{ file: entry.file, error }]
        }
      }),
  }
}

/** Adds a 4xx status to errors of multer, which have no status. The client's input causes these errors. */
function withStatus(error: unknown): unknown {
  if (!(error instanceof Error) || "status" in error || "statusCode" in error) return error
  const isTooLarge = "code" in error && String(error.code).startsWith("LIMIT_")
  return Object.assign(error, { status: isTooLarge ? 413 : 400 })
}

function findFunction(functions: readonly HostedFunction[]) {
  const exact = new Map(
    functions.filter(({ route }) => !isPattern(route)).map((entry) => [normalizePath(entry.route), entry]),
  )
  const patterns = functions
    .filter(({ route }) => isPattern(route))
    .map((entry) => ({ entry, match: routePattern(entry.route) }))
  return (path: string): { entry: HostedFunction; parameters: RouteParameters } | undefined => {
    const entry = exact.get(normalizePath(path))
    if (entry) return { entry, parameters: { 0: path } }
    for (const { entry, match } of patterns) {
      const parameters = match(path)
      if (parameters) return { entry, parameters }
    }
    return undefined
  }
}

function loadFunction(requireFromSite: NodeRequire, file: string, maxBodyBytes: number): LoadedFunction {
  const module = requireFromSite(file)
  const run = module?.default ?? module
  if (typeof run !== "function") throw new TypeError(`${file} does not export a function.`)
  const { raw, text, urlencoded, json } = bodyParserConfig(module.config)
  const limits = { ...formLimits, fileSize: maxBodyBytes, fieldSize: maxBodyBytes }
  return {
    run,
    parsers: [
      // Browsers send the names of files and fields in UTF-8 (HTML standard, multipart/form-data).
      multer({ limits, defParamCharset: "utf8", fileFilter: replaceControlCharacters }).any(),
      express.raw(raw),
      express.text(text),
      express.urlencoded(urlencoded),
      express.json(json),
    ],
  }
}

/**
 * Replaces control characters in the name of an uploaded file. A line break could end a header, and a NUL could end a
 * path. busboy has already removed folders from the name.
 */
const replaceControlCharacters: FileFilter = (_request, file, done) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are replaced
  file.originalname = file.originalname.replace(/[\u0000-\u001f\u007f]/g, "_")
  done(null, true)
}

const parseCookies: RequestHandler = (request, _response, next) => {
  if (request.headers.cookie) request.cookies = cookie.parse(request.headers.cookie)
  next()
}

function runInTurn(
  handlers: readonly RequestHandler[],
  request: Request,
  response: Response,
  done: (error?: unknown) => void,
) {
  const [first, ...rest] = handlers
  if (!first) return done()
  first(request, response, (error?: unknown) => {
    if (error) done(error)
    else runInTurn(rest, request, response, done)
  })
}
