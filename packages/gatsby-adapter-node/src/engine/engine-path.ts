/**
 * Gatsby's page engine finds a page by the decoded path. The engine then compares the path before decoding with the
 * page's `matchPath` or `path`. If the two paths are percent-encoded differently, rendering fails
 * (https://github.com/gatsbyjs/gatsby/issues/39010). So the host passes a path that is encoded like the page's
 * `matchPath` or `path`.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import { segmentsOf, spelledLike } from "../route-pattern"
import type { EnginePage, PageEngine } from "./page-engine"

export type EnginePath = {
  pathName: string
  /**
   * True if the path of the request is the page's `path`, but the page's `matchPath` does not match it. The page then
   * has no parameters.
   */
  ignoresMatchPath: boolean
}

/**
 * @param path the percent-encoded path without the path prefix
 * @param decoded the decoded path
 * @returns undefined if Gatsby's page engine cannot load the page at any path
 */
export function enginePathOf(
  engine: Pick<PageEngine, "findEnginePageByPath">,
  page: EnginePage,
  path: string,
  decoded: string,
): EnginePath | undefined {
  const isFound = (candidate: string) => engine.findEnginePageByPath(candidate)?.path === page.path
  if (page.matchPath) {
    // Gatsby also decodes slashes: for the path `/a%2Fb`, it finds the page with the matchPath `/a/:name`.
    const whole = `/${segmentsOf(decoded).map(encodeURIComponent).join("/")}`
    for (const candidate of [path, whole]) {
      const pathName = spelledLike(page.matchPath, candidate)
      // The page engine has already found the page by this path.
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

/** Calls `run`. During the call, the page has no `matchPath`. Other requests still see the `matchPath`. */
export function withoutMatchPath<Result>(page: EnginePage, run: () => Result): Result {
  const known = Object.getOwnPropertyDescriptor(page, "matchPath")
  if (!known?.get) {
    const { matchPath } = page
    const get = () => (pagesWithoutMatchPath.getStore() === page ? undefined : matchPath)
    Object.defineProperty(page, "matchPath", { get, enumerable: true, configurable: true })
  }
  return pagesWithoutMatchPath.run(page, run)
}
