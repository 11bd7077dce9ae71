import { validateHeaderName, validateHeaderValue } from "node:http"
import { encodePath } from "../request-path"
import { type EnginePath, withoutMatchPath } from "./engine-path"
import type { EngineData, EnginePage, EngineRequest, LoadedPageEngine, PageEngine } from "./page-engine"

export type RenderedPage = {
  status: number
  headers: [name: string, value: string | string[]][]
  body: string
  /**
   * The durations in milliseconds. `load` is the time for getServerData and the page query. `render` is the time for
   * the HTML or page data.
   */
  times: { load: number; render: number }
}

export type PageRequest = {
  page: EnginePage
  kind: "visit" | "page-data"
  /** The percent-encoded path of the page. */
  path: string
  enginePath: EnginePath
  request: EngineRequest
}

/**
 * Renders a page: the HTML for a visit, or the page data for a Link navigation.
 * @throws errors of getServerData, the page query and the components
 */
export function renderPage(loaded: LoadedPageEngine, request: PageRequest): Promise<RenderedPage> {
  const { page, enginePath } = request
  const render = () => loadAndRender(loaded, request)
  return enginePath.ignoresMatchPath ? withoutMatchPath(page, render) : render()
}

async function loadAndRender(
  { engine, loadQueryEngine }: LoadedPageEngine,
  { page, kind, path, enginePath, request }: PageRequest,
): Promise<RenderedPage> {
  const started = performance.now()
  const { pathName } = enginePath
  const data = await engine.getData({ pathName, req: request, getGraphqlEngine: loadQueryEngine })
  data.potentialPagePath = path
  // Passes the query string as the client sent it. Otherwise Gatsby would serialize the parsed query. If the result
  // differs from the address bar, Gatsby changes the address in the browser.
  data.searchString = searchOf(request)
  const loaded = performance.now()
  const { status, headers } = headOf(data, page)
  const body = await (kind === "page-data" ? pageDataText(engine, data) : htmlOf(engine, data))
  return { status, headers, body, times: { load: loaded - started, render: performance.now() - loaded } }
}

/**
 * Renders the HTML with the encoded path, because `location` in the browser has the encoded path. The page data has the
 * page's `path` without encoding, because Gatsby encodes the path of page data in the browser.
 */
async function htmlOf(engine: PageEngine, data: EngineData): Promise<string> {
  const path = encodePath(data.page.path)
  if (path === data.page.path) return engine.renderHTML({ data })
  const pageData = await engine.renderPageData({ data })
  return engine.renderHTML({ data: { ...data, page: { ...data.page, path } }, pageData })
}

/**
 * Lets Gatsby's page engine create the page data without the results, and then adds the results. Otherwise the page
 * engine would serialize and parse the results first.
 */
async function pageDataText(engine: PageEngine, data: EngineData): Promise<string> {
  const frame = await engine.renderPageData({ data: { ...data, results: {} } })
  return JSON.stringify({ ...frame, result: data.results })
}

function headOf({ serverDataHeaders, serverDataStatus }: EngineData, page: EnginePage) {
  const headers: RenderedPage["headers"] = []
  for (const [name, value] of Object.entries(serverDataHeaders ?? {})) {
    if (value === undefined || value === null) continue
    const texts = Array.isArray(value) ? value.map(String) : String(value)
    validateHeaderName(name)
    for (const text of [texts].flat()) validateHeaderValue(name, text)
    headers.push([name.toLowerCase(), texts])
  }
  return { status: (page.mode === "SSR" && serverDataStatus) || 200, headers }
}

/**
 * Returns the query of the request without the parameters that getServerData deleted from `context.query`. The cache
 * sends one page to many visitors (No-Vary-Search). So the page must not contain the deleted parameters of its first
 * visitor.
 */
function searchOf({ url, query }: EngineRequest): string {
  const start = url.indexOf("?")
  if (start === -1) return ""
  const kept = url
    .slice(start + 1)
    .split("&")
    .filter((part) => isIn(query, part))
  return kept.length > 0 ? `?${kept.join("&")}` : ""
}

/**
 * Whether the parsed query still contains a parameter. `part` is the parameter in the query string, such as `q=1`. If
 * `q` is a list or an object, the parts `q[]=1` and `q[a]=1` also belong to `q`.
 */
function isIn(query: EngineRequest["query"], part: string): boolean {
  const [name = ""] = new URLSearchParams(part).keys()
  if (Object.hasOwn(query, name)) return true
  const list = name.replace(/(?!^)\[.*/s, "")
  return Object.hasOwn(query, list) && typeof query[list] === "object"
}
