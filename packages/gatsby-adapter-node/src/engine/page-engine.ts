import { accessSync, constants, cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs"
import type { IncomingHttpHeaders } from "node:http"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { StartupError } from "../errors"
import type { Manifest } from "../manifest"
import { engineFolder, hashPageEngine } from "./engine-files"

export type EnginePage = {
  mode: "SSG" | "DSG" | "SSR"
  path: string
  matchPath?: string | null
  componentChunkName: string
}

export type EngineRequest = {
  method: string
  url: string
  headers: IncomingHttpHeaders
  query: Record<string, unknown>
}

export type EngineData = {
  page: EnginePage
  /** The path of the request, which Gatsby renders as the path of a page with a matchPath. */
  potentialPagePath: string
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

export type LoadedPageEngine = {
  engine: PageEngine
  loadQueryEngine: () => Promise<unknown>
}

/**
 * Loads Gatsby's page engine, which renders SSR and DSG pages. If a page has a query, also loads Gatsby's query engine
 * (160 MB). The host loads both before it listens, because loading the query engine blocks the event loop for about two
 * seconds.
 * @param site an absolute path
 * @returns undefined for a site without SSR and DSG pages
 * @throws StartupError if the files of the page engine changed after the build, or if the site is not the working
 * directory
 */
export async function loadPageEngine(
  site: string,
  { pageEngine: build }: Pick<Manifest, "pageEngine">,
): Promise<LoadedPageEngine | undefined> {
  if (!build) return undefined
  requireWorkingDirectory(site)
  if ((await hashPageEngine(site)) !== build.hash) {
    throw new StartupError(
      `${join(site, ".cache")} changed after the build, for example by gatsby develop. Run: npx gatsby clean && npx gatsby build`,
    )
  }
  const requireFromSite = createRequire(join(site, "package.json"))
  // The bundle of the page engine reads these globals. In `gatsby build` and `gatsby serve`, Gatsby sets them.
  Object.assign(globalThis, { __GATSBY: { root: site, buildId: "" } })
  const engine = requireFromSite(join(site, engineFolder)) as PageEngine
  let loading: Promise<unknown> | undefined
  const loadOnce = () => {
    loading ??= loadQueryEngine(requireFromSite, site).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  if (build.hasQueries) await loadOnce()
  return { engine, loadQueryEngine: loadOnce }
}

/**
 * Requires that the process runs in the site. Gatsby's page engine and the code of pages find their files relative to
 * the working directory.
 */
function requireWorkingDirectory(site: string): void {
  if (realpathSync(site) === realpathSync(process.cwd())) return
  throw new StartupError(
    `The process must run in the directory of the site (${site}), not in ${process.cwd()}. Pages find their files relative to the working directory.`,
  )
}

async function loadQueryEngine(requireFromSite: NodeRequire, site: string): Promise<QueryEngine> {
  const { GraphQLEngine } = requireFromSite(join(site, ".cache", "query-engine")) as {
    GraphQLEngine: new (options: { dbPath: string }) => QueryEngine
  }
  const engine = new GraphQLEngine({ dbPath: writableDatastore(join(site, ".cache", "data", "datastore")) })
  await engine.ready
  return engine
}

/**
 * Returns the folder of the LMDB database, or a temporary copy if the folder is read-only. LMDB writes a lock file
 * beside its data. If LMDB cannot write this file, it ends the process.
 */
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
