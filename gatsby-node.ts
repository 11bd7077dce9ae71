import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { GatsbyNode } from "gatsby"
import { readSiteUrl } from "./src/app/site-url"
import { robotsOf, sitemapOf } from "./src/app/sitemap"
import type { Catalog } from "./src/catalog/catalog"
import { compileCatalog } from "./src/catalog/compile"
import { publishedDays } from "./src/catalog/data-packages"
import { catalogFile } from "./src/catalog/load"

let catalog: Catalog

const siteUrl = readSiteUrl(process.env.SITE_URL)
// Gatsby bundles variables with this prefix. The pages create their canonical links from it.
process.env.GATSBY_SITE_URL = siteUrl

/** Compiles the data packages to the file that each process reads once. */
export const onPreBootstrap: GatsbyNode["onPreBootstrap"] = ({ store }) => {
  const { directory } = store.getState().program
  catalog = compileCatalog(directory)
  // `/data` shows these dates. The build fails here if one of them is missing.
  publishedDays(catalog.packages)
  const file = path.join(directory, catalogFile)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(catalog))
  // This build or `gatsby develop` changes the files of the last build, so `npm start` must build again.
  rmSync(path.join(directory, "public", ".build-stamp"), { force: true })
}

/** Creates a node for each feature and browser. The File System Routes create a page for each node. */
export const sourceNodes: GatsbyNode["sourceNodes"] = ({ actions, createNodeId, createContentDigest }) => {
  const createNode = (type: string, slug: string) => {
    const fields = { slug }
    actions.createNode({
      ...fields,
      id: createNodeId(`${type} ${slug}`),
      internal: { type, contentDigest: createContentDigest(fields) },
    })
  }
  for (const { id } of catalog.features) createNode("WebFeature", id)
  for (const { id } of catalog.browsers) createNode("Browser", id)
}

/** The path of a browser is its id. File System Routes replace the underscore: `safari-ios` for `safari_ios`. */
export const onCreatePage: GatsbyNode["onCreatePage"] = ({ page, actions }) => {
  const browser = catalog.browsers.find(({ id }) => page.path === `/browsers/${id.replaceAll("_", "-")}`)
  if (!browser?.id.includes("_")) return
  actions.deletePage(page)
  actions.createPage({
    ...page,
    path: `/browsers/${browser.id}`,
    context: { ...page.context, __params: { slug: browser.id } },
  })
}

type WebpackConfig = {
  plugins: { constructor: { name: string }; options?: { ignoreOrder?: boolean } }[]
}

/** Switches a warning about the order of styles off. The styles of a component do not depend on those of another. */
export const onCreateWebpackConfig: GatsbyNode["onCreateWebpackConfig"] = ({ getConfig, actions }) => {
  const config = getConfig() as WebpackConfig
  const extractor = config.plugins.find((plugin) => plugin.constructor.name === "MiniCssExtractPlugin")
  if (extractor?.options) extractor.options.ignoreOrder = true
  actions.replaceWebpackConfig(config as object)
}

/** Writes sitemap.xml, which lists all static paths and the page of each region, and robots.txt. */
export const onPostBuild: GatsbyNode["onPostBuild"] = ({ store, pathPrefix }) => {
  const { program, pages } = store.getState() as State
  const named = [...pages.values()].filter(({ matchPath }) => !matchPath).map((page) => page.path)
  const listed = named.filter((page) => !/^\/(404|500|dev-404-page|you)\b/.test(page))
  const audiences = ["world", ...Object.keys(catalog.regions)].map((code) => `/audiences/${code}`)
  const addresses = [...listed, ...audiences].sort().map((page) => siteUrl + pathPrefix + page)
  const inPublic = (name: string) => path.join(program.directory, "public", name)
  writeFileSync(inPublic("sitemap.xml"), sitemapOf(addresses))
  writeFileSync(inPublic("robots.txt"), robotsOf(pathPrefix, `${siteUrl}${pathPrefix}/sitemap.xml`))
}

type State = {
  program: { directory: string }
  pages: Map<string, { path: string; matchPath?: string }>
}
