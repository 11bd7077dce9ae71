import { gatsbyRuntime } from "./gatsby-runtime"

/**
 * `onClientEntry` of gatsby-browser. Without it, a page turns blank if its path contains an encoded `=`, `/`, `?` or
 * similar character.
 *
 * The reason: Gatsby's router passes `encodeURI(decodeURI(path))` to its pages, which turns `%3D` into `%253D`.
 * Gatsby's loader finds no page for the path with `%253D`. This function makes the loader also try the original path.
 */
export function acceptEncodedPaths(): void {
  const loader = gatsbyRuntime().___loader
  const { loadPageSync, isPageNotFound } = loader
  loader.loadPageSync = (path, options) =>
    loadPageSync(path, options) ?? loadPageSync(originalPath(path), options)
  loader.isPageNotFound = (path) => isPageNotFound(path) && isPageNotFound(originalPath(path))
}

/** Undoes the second encoding of `;` `/` `?` `:` `@` `&` `=` `+` `$` `,` `#`, which decodeURI leaves encoded. */
export const originalPath = (path: string) => path.replace(/%25(3b|2f|3f|3a|40|26|3d|2b|24|2c|23)/gi, "%$1")
