import type { FastifyReply, FastifyRequest } from "fastify"
import { targetedField } from "../cache/cache-entry"
import type { Manifest } from "../manifest"
import type { Metrics } from "../metrics"
import { bare } from "../route-pattern"
import type { Resolution } from "../site"
import type { PageEngine } from "./page-engine"
import { renderPage } from "./render-page"

type PageResolution = Extract<Resolution, { kind: "page" | "page-data" }>

/**
 * Answers a request for an SSR or DSG page, or for its page data.
 * A DSG page is the same until the next build: the host's own cache may keep it, whatever browsers are told.
 */
export function pageHandler(
  { engine, graphql }: { engine: PageEngine; graphql: () => Promise<unknown> },
  { deferred }: Manifest,
  metrics: Metrics,
) {
  const isDeferred = new Set(deferred)
  return async (request: FastifyRequest, reply: FastifyReply, { page, kind, pathName }: PageResolution) => {
    const { raw } = request
    const url = raw.url ?? "/"
    const search = url.includes("?") ? url.slice(url.indexOf("?")) : ""
    const answer = await renderPage(engine, graphql, {
      page,
      kind: kind === "page" ? "visit" : "page-data",
      pathName,
      request: {
        method: request.method,
        url: pathName + search,
        headers: raw.headers,
        query: await parseQuery(search),
      },
    })
    metrics.rendered(page.componentChunkName, answer.times)
    reply.code(answer.status)
    for (const [name, value] of answer.headers) reply.header(name, value)
    if (page.mode === "DSG" && isDeferred.has(bare(page.path)))
      reply.header(targetedField, "max-age=31536000")
    if (!answer.headers.some(([name]) => name === "content-type")) {
      reply.type(kind === "page" ? "text/html; charset=utf-8" : "application/json; charset=utf-8")
    }
    // Bytes: of a text Fastify would count them first, which takes as long as making them.
    return reply.send(Buffer.from(answer.body))
  }
}

/** As Express parses it for `gatsby serve`; but names such as `toString` are left out, on which Gatsby's engine fails. */
async function parseQuery(search: string): Promise<Record<string, unknown>> {
  if (search.length <= 1) return {}
  // A twelfth of the start, and not needed by the first visitors.
  const { default: express } = await import("express")
  const request = { url: `/${search}` } as { url: string; query?: Record<string, unknown> }
  express.query({ allowPrototypes: false })(request as never, undefined as never, () => undefined)
  return request.query ?? {}
}
