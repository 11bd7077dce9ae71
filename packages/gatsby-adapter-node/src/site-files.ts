import type { Manifest } from "./manifest"
import { withOneSlash } from "./request-path"
import { normalizePath } from "./route-pattern"

/**
 * Finds the files of a build, and the right trailing slash of a path. The given paths do not include the path prefix.
 */
export type SiteFiles = {
  /**
   * @param path the decoded path
   * @returns the file, and whether the file is a page. The path of a page may need another trailing slash
   */
  find(path: string): { file: string; isPage: boolean } | undefined
  /**
   * Returns whether a static page, or a folder with an index.html, has this decoded path except for the trailing slash.
   */
  isOtherSpelling(path: string): boolean
  /**
   * Returns the percent-encoded path with the path prefix, and with or without a trailing slash, as the site's
   * configuration requires. Returns undefined if the path already has this form.
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
