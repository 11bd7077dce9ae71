/**
 * Gatsby's engine finds a page by the decoded path. Then it compares the path, without decoding, with the page's
 * `matchPath` or `path`, and fails if they differ (https://github.com/gatsbyjs/gatsby/issues/39010). So the host gives
 * the engine a path in the page's own spelling.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import { segmentsOf, spelledLike } from "../route-pattern"
import type { EnginePage, PageEngine } from "./page-engine"

export type EnginePath = {
  pathName: string
  /** Whether the page is at its own `path`, which its `matchPath` does not match. The page then has no parameters. */
  ignoresMatchPath: boolean
}

/**
 * @param path the raw path without the path prefix
 * @param decoded the decoded path
 * @returns undefined if the engine cannot load the page at any path
 */
export function enginePathOf(
  engine: Pick<PageEngine, "findEnginePageByPath">,
  page: EnginePage,
  path: string,
  decoded: string,
): EnginePath | undefined {
  const isFound = (candidate: string) => engine.findEnginePageByPath(candidate)?.path === page.path
  if (page.matchPath) {
    // Gatsby decodes slashes too: it finds the page of `/a/:name` for the path `/a%2Fb`.
    const whole = `/${segmentsOf(decoded).map(encodeURIComponent).join("/")}`
    for (const candidate of [path, whole]) {
      const pathName = spelledLike(page.matchPath, candidate)
      // The engine found the page by the path itself.
      const isKnown = pathName === path
      if (pathName !== undefined && (isKnown || isFound(pathName)))
        return { pathName, ignoresMatchPath: false }
    }
  }
  // Gatsby reads a question mark as the start of a query.
  if (page.path.includes("?") || !isFound(page.path)) return undefined
  return { pathName: page.path, ignoresMatchPath: Boolean(page.matchPath) }
}

const pagesWithoutMatchPath = new AsyncLocalStorage<EnginePage>()

/** Runs a function in which a page has no `matchPath`. Other requests are not affected. */
export function withoutMatchPath<Result>(page: EnginePage, run: () => Result): Result {
  const known = Object.getOwnPropertyDescriptor(page, "matchPath")
  if (!known?.get) {
    const { matchPath } = page
    const get = () => (pagesWithoutMatchPath.getStore() === page ? undefined : matchPath)
    Object.defineProperty(page, "matchPath", { get, enumerable: true, configurable: true })
  }
  return pagesWithoutMatchPath.run(page, run)
}
