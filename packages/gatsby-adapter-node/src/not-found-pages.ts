import type { HostedPattern } from "./manifest"
import type { FileMatch } from "./route-match"

/** Whether a page with a matchPath is the 404 page of a part of the site, such as `/de/404/` for `/de/*`. */
export const isNotFoundPage = (path: string) => /\/404(?:\.html|\/index\.html|\/)?$/.test(path)

/** Returns a function that finds the status of a file: 404 for static 404 pages with a matchPath, and for their data. */
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
