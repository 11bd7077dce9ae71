import { gatsbyRuntime } from "./gatsby-runtime"

/**
 * `onClientEntry` of gatsby-browser: keeps a page whose path has an encoded `=`, `/`, `?` or the like.
 *
 * Gatsby's router hands its pages `encodeURI(decodeURI(path))`, which makes `%253D` of `%3D`. The loader knows no such
 * page, and the page that the server sent would turn blank. Here the loader is asked again for the path as it was.
 */
export function acceptEncodedPaths(): void {
  const loader = gatsbyRuntime().___loader
  const { loadPageSync, isPageNotFound } = loader
  loader.loadPageSync = (path, options) => loadPageSync(path, options) ?? loadPageSync(asItWas(path), options)
  loader.isPageNotFound = (path) => isPageNotFound(path) && isPageNotFound(asItWas(path))
}

/** The path that the router encoded twice; of the characters that decodeURI leaves encoded: ; / ? : @ & = + $ , # */
export const asItWas = (path: string) => path.replace(/%25(3b|2f|3f|3a|40|26|3d|2b|24|2c|23)/gi, "%$1")
