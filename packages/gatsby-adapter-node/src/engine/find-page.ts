import { isNotFoundPage } from "../not-found-pages"
import { decodePath, encodePath } from "../request-path"
import type { Address, PageMatch } from "../route-match"
import { normalizePath } from "../route-pattern"
import { enginePathOf } from "./engine-path"
import type { PageEngine } from "./page-engine"

export type FoundPage = {
  match: PageMatch
  /** Whether the path of the request is the page's `path`. If false, the page's `matchPath` matches the request. */
  isOwnPath: boolean
}

const pageData = /^\/page-data\/(.+)\/page-data\.json$/

/**
 * Finds the SSR or DSG page of an address. The address is the path of the page (a visit), or the path of its
 * page-data.json (a Link navigation).
 */
export function findPage(
  engine: Pick<PageEngine, "findEnginePageByPath"> | undefined,
  { path, decoded, search }: Address,
): FoundPage | undefined {
  const inner = pageData.exec(path)?.[1]
  const pagePath = inner === undefined ? path : inner === "index" ? "/" : `/${inner}`
  const page = engine?.findEnginePageByPath(pagePath)
  if (!engine || !page || page.mode === "SSG") return undefined
  const decodedPage = inner === undefined ? decoded : (decodePath(pagePath) ?? pagePath)
  const enginePath = enginePathOf(engine, page, pagePath, decodedPage)
  if (!enginePath) return undefined
  const isOwnPath = normalizePath(decodedPage) === normalizePath(page.path)
  const spelled = isOwnPath ? encodePath(decodedPage) : pagePath
  const dataPath = inner === "index" ? path : `/page-data${spelled}/page-data.json`
  return {
    match: {
      kind: inner === undefined ? "page" : "page-data",
      page,
      path: inner === undefined || inner === "index" ? pagePath : inner,
      enginePath,
      url: (inner === undefined ? spelled : dataPath) + search,
      ...(page.matchPath && isNotFoundPage(page.path) ? { status: 404 } : {}),
    },
    isOwnPath,
  }
}
