import { accessSync, constants, cpSync, mkdtempSync, rmSync } from "node:fs"
import type { IncomingHttpHeaders } from "node:http"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"

export type EnginePage = {
  mode: "SSG" | "DSG" | "SSR"
  path: string
  matchPath?: string | null
  componentChunkName: string
}

/** The request as getServerData gets to see it. */
export type EngineRequest = {
  method: string
  /** Path and query, without the path prefix. */
  url: string
  headers: IncomingHttpHeaders
  query: Record<string, unknown>
}

/** What Gatsby's engine hands from one step to the next. */
export type EngineData = {
  page: EnginePage
  results: { serverData?: unknown; pageContext?: unknown; data?: unknown }
  serverDataHeaders?: Record<string, unknown>
  serverDataStatus?: number
  searchString: string
}

type PageData = { result: unknown } & Record<string, unknown>

export type PageEngine = {
  findEnginePageByPath(path: string): EnginePage | undefined
  getData(request: {
    pathName: string
    req: EngineRequest
    getGraphqlEngine(): Promise<unknown>
  }): Promise<EngineData>
  renderPageData(input: { data: EngineData }): Promise<PageData>
  renderHTML(input: { data: EngineData; pageData?: PageData }): Promise<string>
}

type QueryEngine = { ready: Promise<unknown> }

/**
 * Gatsby's engine for SSR and DSG pages, called straight: `gatsby serve` wraps each call in tracing spans, and loads
 * the query engine (160 MB) whether a page has a query or not. Here it is loaded when the first page asks for it.
 * @param site the site's directory, which has to be the working directory: the engine resolves files by it
 * @returns undefined for a site without such pages
 */
export function loadPageEngine(
  site: string,
): { engine: PageEngine; graphql: () => Promise<unknown> } | undefined {
  const requireFromSite = createRequire(join(site, "package.json"))
  const folder = join(site, ".cache", "page-ssr")
  if (!exists(join(folder, "index.js"))) return undefined
  // What the engine's bundle reads of the process that it usually lives in.
  Object.assign(globalThis, { __GATSBY: { root: site, buildId: "" } })
  const engine = requireFromSite(folder) as PageEngine
  let loading: Promise<unknown> | undefined
  const graphql = () => {
    loading ??= loadQueryEngine(requireFromSite, site).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  return { engine, graphql }
}

async function loadQueryEngine(requireFromSite: NodeRequire, site: string): Promise<QueryEngine> {
  const { GraphQLEngine } = requireFromSite(join(site, ".cache", "query-engine")) as {
    GraphQLEngine: new (options: { dbPath: string }) => QueryEngine
  }
  const engine = new GraphQLEngine({ dbPath: writableDatastore(join(site, ".cache", "data", "datastore")) })
  await engine.ready
  return engine
}

/** LMDB writes a lock beside its data, and ends the process where it cannot. */
function writableDatastore(folder: string): string {
  try {
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    const temporary = mkdtempSync(join(tmpdir(), "gatsby-host-"))
    process.once("exit", () => rmSync(temporary, { recursive: true, force: true }))
    const copy = join(temporary, "datastore")
    cpSync(folder, copy, { recursive: true })
    return copy
  }
}

function exists(file: string): boolean {
  try {
    accessSync(file)
    return true
  } catch {
    return false
  }
}
