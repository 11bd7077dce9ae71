import type { HostedPattern } from "./manifest"
import type { FileMatch } from "./route-match"

/** Whether a page with this path is a 404 page. Such a page with the matchPath `/de/*` is the 404 page below `/de/`. */
export const isNotFoundPage = (path: string) => /\/404(?:\.html|\/index\.html|\/)?$/.test(path)

/**
 * Returns a function that returns the match of a file. Static 404 pages with a matchPath, and their data, get status
 * 404.
 */
export function fileMatches(patterns: readonly HostedPattern[]): (file: string) => FileMatch {
  const pages = new Set(
    patterns.flatMap(({ file }) => (file !== undefined && isNotFoundPage(file) ? [file] : [])),
  )
  const data = new Set(
    [...pages].map((file) => `/page-data${file.slice(0, file.lastIndexOf("/"))}/page-data.json`),
  )
  return (file) => ({
    kind: "file",
    file,
    ...(pages.has(file) ? { status: 404 } : {}),
    ...(data.has(file) ? { pageStatus: 404 } : {}),
  })
}
