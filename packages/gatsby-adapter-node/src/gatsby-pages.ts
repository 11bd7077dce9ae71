import { createRequire } from "node:module"
import { join } from "node:path"
import { decodePath } from "./request-path"

export type GatsbyPage = {
  path: string
  mode: string
  componentChunkName: string
  query: string | undefined
}

type GatsbyState = {
  pages: ReadonlyMap<
    string,
    { mode: string; path: string; componentPath: string; componentChunkName: string }
  >
  components: ReadonlyMap<string, { query?: string }>
}

/**
 * Returns the pages of a build from Gatsby's store. The store is needed because Gatsby does not pass the queries of
 * pages to adapters, and does not pass the `path` of a page that has a matchPath. Returns undefined if Gatsby's store
 * cannot be read.
 */
export function readGatsbyPages(site: string): GatsbyPage[] | undefined {
  try {
    const { store } = createRequire(join(site, "package.json"))("gatsby/dist/redux") as {
      store: { getState(): GatsbyState }
    }
    const { pages, components } = store.getState()
    return [...pages.values()].map(({ path, mode, componentPath, componentChunkName }) => ({
      path,
      mode,
      componentChunkName,
      query: components.get(componentPath)?.query,
    }))
  } catch {
    return undefined
  }
}

const isRendered = ({ mode }: GatsbyPage) => mode !== "SSG"

/** Returns whether at least one SSR or DSG page has a query. */
export const hasPageQueries = (pages: readonly GatsbyPage[]) =>
  pages.some((page) => isRendered(page) && Boolean(page.query))

/**
 * The fields of a query that create an image. Gatsby creates images in jobs of the build. The query engine runs the
 * queries of SSR and DSG pages while the host serves the site, and cannot run such jobs.
 */
const imageField = /\b(?:gatsbyImage|gatsbyImageData|resize|publicUrl)\b/

const queriesImage = (page: GatsbyPage) => isRendered(page) && imageField.test(page.query ?? "")

/** Returns the names of the components of SSR and DSG pages that query images. */
export const imageComponents = (pages: readonly GatsbyPage[]): string[] => [
  ...new Set(pages.filter(queriesImage).map(({ componentChunkName }) => componentChunkName)),
]

/** Returns warnings about pages that the host cannot serve completely. */
export function pageWarnings(pages: readonly GatsbyPage[]): string[] {
  const images = pages.filter(queriesImage).map(({ path }) => path)
  const encoded = pages
    .map(({ path }) => path)
    .filter((path) => path.includes("?") || decodePath(path) !== path)
  return [
    ...(encoded.length > 0 ? [pathWarning(encoded)] : []),
    ...(images.length > 0 ? [imageWarning(images)] : []),
  ]
}

const listOf = (paths: readonly string[]) => paths.slice(0, 3).join(", ") + (paths.length > 3 ? ", …" : "")

const pathWarning = (paths: readonly string[]) =>
  `No request finds these pages: ${listOf(paths)}. Gatsby decodes the paths of requests, and “?” begins a query. ` +
  "Create the pages with decoded paths, such as /d'or instead of /d%27or, without “?” and “%”."

const imageWarning = (paths: readonly string[]) =>
  `SSR and DSG pages query images: ${listOf(paths)}. ` +
  "The host cannot create images while it serves pages, and responds with 501 if the query fails. " +
  "Query the images in a static page or with useStaticQuery, or use the URLs of existing images."
