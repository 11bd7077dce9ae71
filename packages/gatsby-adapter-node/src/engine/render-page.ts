import { validateHeaderName, validateHeaderValue } from "node:http"
import type { EngineData, EnginePage, EngineRequest, PageEngine } from "./page-engine"

export type RenderedPage = {
  status: number
  headers: [name: string, value: string | string[]][]
  body: string
  /** Milliseconds: getServerData and the page's query; then React. */
  times: { load: number; render: number }
}

export type PageRequest = {
  page: EnginePage
  kind: "visit" | "page-data"
  /** As Gatsby's engine wants it: the page's path, or the path of its page-data.json. */
  pathName: string
  request: EngineRequest
}

/**
 * One page for one request: its HTML for a visit, its data for a Link navigation.
 * @throws whatever getServerData, the page's query or its components threw
 */
export async function renderPage(
  engine: PageEngine,
  graphql: () => Promise<unknown>,
  { page, kind, pathName, request }: PageRequest,
): Promise<RenderedPage> {
  const started = performance.now()
  const data = await engine.getData({ pathName, req: request, getGraphqlEngine: graphql })
  // Gatsby would put the query together again from its parsed form, and the browser then rewrites the address.
  data.searchString = searchOf(request)
  const loaded = performance.now()
  const { status, headers } = headOf(data, page)
  const body = kind === "page-data" ? await pageDataText(engine, data) : await engine.renderHTML({ data })
  return { status, headers, body, times: { load: loaded - started, render: performance.now() - loaded } }
}

/** The engine makes text, an object of it, and would have it made text again; the results go through JSON once here. */
async function pageDataText(engine: PageEngine, data: EngineData): Promise<string> {
  const frame = await engine.renderPageData({ data: { ...data, results: {} } })
  return JSON.stringify({ ...frame, result: data.results })
}

function headOf({ serverDataHeaders, serverDataStatus }: EngineData, page: EnginePage) {
  const headers: RenderedPage["headers"] = []
  for (const [name, value] of Object.entries(serverDataHeaders ?? {})) {
    if (value === undefined || value === null) continue
    const texts = Array.isArray(value) ? value.map(String) : String(value)
    // A page's mistake, told before anything is sent: it is this request's 500, and nobody else's.
    validateHeaderName(name)
    for (const text of [texts].flat()) validateHeaderValue(name, text)
    headers.push([name.toLowerCase(), texts])
  }
  return { status: (page.mode === "SSR" && serverDataStatus) || 200, headers }
}

/**
 * The query as it was sent, without what getServerData took out of its parsed form: an answer that is the same for all
 * values of a parameter (No-Vary-Search) shows a cache's next visitor nothing of the first one's.
 */
function searchOf({ url, query }: EngineRequest): string {
  const mark = url.indexOf("?")
  if (mark === -1) return ""
  const kept = url
    .slice(mark + 1)
    .split("&")
    .filter((part) => isIn(query, part))
  return kept.length > 0 ? `?${kept.join("&")}` : ""
}

/** Whether a part of a query is in its parsed form: `q=1` where there is a `q`, `q[]=1` and `q[a]=1` where that is no text. */
function isIn(query: EngineRequest["query"], part: string): boolean {
  const [name = ""] = new URLSearchParams(part).keys()
  if (Object.hasOwn(query, name)) return true
  const list = name.replace(/(?!^)\[.*/s, "")
  return Object.hasOwn(query, list) && typeof query[list] === "object"
}
