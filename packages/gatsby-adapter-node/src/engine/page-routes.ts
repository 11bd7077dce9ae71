import express from "express"
import type { FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import { targetedField } from "../cache/cached-response"
import type { Manifest } from "../manifest"
import { runInRequest } from "../request-context"
import { normalizePath } from "../route-pattern"
import type { RouteMatch } from "../router"
import { handleMatch } from "../routing"
import type { LoadedPageEngine } from "./page-engine"
import { renderPage } from "./render-page"

type PageMatch = Extract<RouteMatch, { kind: "page" | "page-data" }>

export type PageRouteOptions = { loaded: LoadedPageEngine; manifest: Manifest }

/**
 * Serves SSR and DSG pages and their page data. A DSG page does not change until the next build. So the host's cache
 * stores the page, whatever the page's headers specify for browsers.
 */
export const pageRoutes = fastifyPlugin<PageRouteOptions>((fastify, { loaded, manifest }, done) => {
  const deferred = new Set(manifest.deferred)
  const send = async (match: PageMatch, request: FastifyRequest, reply: FastifyReply) => {
    const { page, kind, pathName } = match
    const rendered = await renderPage(loaded, {
      page,
      kind: kind === "page" ? "visit" : "page-data",
      pathName,
      request: engineRequest(request, pathName),
    })
    fastify.metrics.observePage(page.componentChunkName, rendered.times)
    reply.code(rendered.status)
    for (const [name, value] of rendered.headers) reply.header(name, value)
    if (page.mode === "DSG" && deferred.has(normalizePath(page.path)))
      reply.header(targetedField, "max-age=31536000")
    if (!rendered.headers.some(([name]) => name === "content-type")) {
      reply.type(kind === "page" ? "text/html; charset=utf-8" : "application/json; charset=utf-8")
    }
    // Fastify would measure a string first, which takes as long as encoding the string. So the body is sent as a
    // Buffer.
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

function engineRequest({ method, raw }: FastifyRequest, pathName: string) {
  const url = raw.url ?? "/"
  const search = url.includes("?") ? url.slice(url.indexOf("?")) : ""
  return { method, url: pathName + search, headers: raw.headers, query: parseQuery(search) }
}

/**
 * Parses a query like Express in `gatsby serve`, but omits names such as `toString`. Gatsby's engine fails with such
 * names.
 */
function parseQuery(search: string): Record<string, unknown> {
  if (search.length <= 1) return {}
  const request = { url: `/${search}` } as { url: string; query?: Record<string, unknown> }
  express.query({ allowPrototypes: false })(request as never, undefined as never, () => undefined)
  return request.query ?? {}
}
