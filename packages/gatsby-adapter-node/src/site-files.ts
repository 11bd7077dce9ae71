import type { Manifest } from "./manifest"
import { withOneSlash } from "./request-path"
import { normalizePath } from "./route-pattern"

/** Finds the files of a build and the right trailing slash of a path. Paths have no path prefix. */
export type SiteFiles = {
  /**
   * @param path the decoded path
   * @returns the file, and whether it is a page whose path may need another trailing slash
   */
  find(path: string): { file: string; isPage: boolean } | undefined
  /** Whether a static page or a folder with an index.html has this decoded path with another trailing slash. */
  isOtherSpelling(path: string): boolean
  /**
   * Returns the raw path with the trailing slash of the site's configuration, and with the path prefix. Returns
   * undefined if the path needs no other slash.
   */
  slashRedirect(path: string): string | undefined
}

export function siteFiles({ pathPrefix, trailingSlash, files, staticPages }: Manifest): SiteFiles {
  return {
    find(path) {
      if (Object.hasOwn(files, path)) return { file: path, isPage: false }
      const page = staticPages[normalizePath(path)]
      if (page !== undefined) return { file: page, isPage: true }
      const index = `${path}index.html`
      return path.endsWith("/") && Object.hasOwn(files, index) ? { file: index, isPage: false } : undefined
    },
    isOtherSpelling: (path) =>
      staticPages[normalizePath(path)] !== undefined || Object.hasOwn(files, `${path}/index.html`),
    slashRedirect(path) {
      if (path === "/" || path.slice(path.lastIndexOf("/")).includes(".")) return undefined
      const endsInSlash = path.endsWith("/")
      if (trailingSlash === "never" && endsInSlash)
        return pathPrefix + withOneSlash(path).replace(/(?<!\/)\/+$/, "") || "/"
      if (trailingSlash === "always" && !endsInSlash) return `${pathPrefix + withOneSlash(path)}/`
      return undefined
    },
  }
}
