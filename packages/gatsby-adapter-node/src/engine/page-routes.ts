import express from "express"
import type { FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import { targetedField } from "../cache/cached-response"
import { NoImageAtRunTime } from "../errors"
import type { Manifest } from "../manifest"
import { runInRequest } from "../request-context"
import type { PageMatch } from "../route-match"
import { normalizePath } from "../route-pattern"
import { handleMatch } from "../routing"
import type { EnginePage, LoadedPageEngine } from "./page-engine"
import { renderPage } from "./render-page"

export type PageRouteOptions = { loaded: LoadedPageEngine; manifest: Manifest }

/**
 * Serves SSR and DSG pages and their page data. The host's cache stores DSG pages even if their headers forbid browsers
 * to store them, because a DSG page does not change until the next build.
 */
export const pageRoutes = fastifyPlugin<PageRouteOptions>((fastify, { loaded, manifest }, done) => {
  const deferred = new Set(manifest.deferred)
  const withImages = new Set(manifest.pageEngine?.imageComponents)
  const send = async (match: PageMatch, request: FastifyRequest, reply: FastifyReply) => {
    const { page, kind, path, enginePath, url } = match
    const rendered = await renderPage(loaded, {
      page,
      kind: kind === "page" ? "visit" : "page-data",
      path,
      enginePath,
      request: engineRequest(request, url),
    }).catch((error: unknown) => {
      if (!withImages.has(page.componentChunkName) || !isOfQuery(error)) throw error
      request.log.error({ err: error, url: request.originalUrl }, "page with images failed")
      throw new NoImageAtRunTime()
    })
    fastify.metrics.observePage(page.componentChunkName, rendered.times)
    const status = rendered.status === 200 && match.status ? match.status : rendered.status
    // `match.status` is the status of a rewrite or of a 404 page. If page data had the status 404, Gatsby's loader in
    // the browser would show /404.html instead of this page.
    if (kind === "page-data" && status === match.status) reply.code(200).header("x-page-status", status)
    else reply.code(status)
    for (const [name, value] of rendered.headers) reply.header(name, value)
    if (page.mode === "DSG" && deferred.has(routeOf(page))) reply.header(targetedField, "max-age=31536000")
    if (!rendered.headers.some(([name]) => name === "content-type")) {
      reply.type(kind === "page" ? "text/html; charset=utf-8" : "application/json; charset=utf-8")
    }
    // Converts the body to a Buffer. For a string, Fastify would compute the length in bytes, which takes as long as
    // this conversion.
    return reply.send(Buffer.from(rendered.body))
  }
  const handle = (match: PageMatch, request: FastifyRequest, reply: FastifyReply) => {
    request.routeName = match.page.componentChunkName
    const context = { id: request.id, fail: (error: unknown) => fastify.failLate(error, request, reply) }
    return runInRequest(context, () => send(match, request, reply))
  }
  handleMatch(fastify, "page", handle)
  handleMatch(fastify, "page-data", handle)
  done()
})

/** Whether the query engine threw the error. An error of getServerData or of a component is not about an image. */
const isOfQuery = (error: unknown) => error instanceof Error && Boolean(error.stack?.includes("query-engine"))

/** Returns the route of a page as Gatsby's manifest of routes contains it. */
const routeOf = ({ path, matchPath }: EnginePage) => normalizePath(matchPath?.replace(/\*.+$/, "*") ?? path)

function engineRequest({ method, raw }: FastifyRequest, url: string) {
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : ""
  return { method, url, headers: raw.headers, query: parseQuery(search) }
}

/**
 * Parses a query like Express in `gatsby serve`, but omits names such as `toString`. Gatsby's page engine fails with
 * such names.
 */
function parseQuery(search: string): Record<string, unknown> {
  if (search.length <= 1) return {}
  const request = { url: `/${search}` } as { url: string; query?: Record<string, unknown> }
  express.query({ allowPrototypes: false })(request as never, undefined as never, () => undefined)
  return request.query ?? {}
}
