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
  data.searchString = searchOf(request.url)
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

function searchOf(url: string): string {
  const mark = url.indexOf("?")
  // Gatsby's own has none either for a lone question mark.
  return mark === -1 || mark === url.length - 1 ? "" : url.slice(mark)
}
