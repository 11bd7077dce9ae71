import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { GatsbyNode } from "gatsby"
import { readSiteUrl } from "./src/app/site-url"
import { robotsOf, sitemapOf } from "./src/app/sitemap"
import type { Catalog } from "./src/catalog/catalog"
import { compileCatalog } from "./src/catalog/compile"
import { compilePartDetails } from "./src/catalog/compile-part-details"
import { publishedDays } from "./src/catalog/data-packages"
import { catalogFile } from "./src/catalog/load"
import { partDetailsFile } from "./src/catalog/part-details"

let catalog: Catalog

const siteUrl = readSiteUrl(process.env.SITE_URL)
// Gatsby replaces environment variables with the prefix GATSBY_ in the pages' bundles. The pages create their canonical
// links from this variable.
process.env.GATSBY_SITE_URL = siteUrl

/** Compiles the data packages to the files that each process reads once. */
export const onPreBootstrap: GatsbyNode["onPreBootstrap"] = ({ store }) => {
  const { directory } = store.getState().program
  catalog = compileCatalog(directory)
  // The page `/data` shows these dates. This call makes the build fail if a date is missing.
  publishedDays(catalog.packages)
  const write = (file: string, data: object) => {
    const absolute = path.join(directory, file)
    mkdirSync(path.dirname(absolute), { recursive: true })
    writeFileSync(absolute, JSON.stringify(data))
  }
  write(catalogFile, catalog)
  write(partDetailsFile, compilePartDetails(catalog, directory))
  // `gatsby build` and `gatsby develop` change the files of the last build. Removing the stamp makes `npm start` build
  // again.
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

/**
 * Writes the id of a browser into the path of its page. File System Routes would write `safari-ios` instead of
 * `safari_ios`.
 */
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

type Loader = { options?: { modules?: { localIdentName?: string } } }

type WebpackRule = {
  rules?: WebpackRule[]
  oneOf?: WebpackRule[]
  use?: Loader | Loader[]
}

type WebpackConfig = {
  module: { rules: WebpackRule[] }
  plugins: { constructor: { name: string }; options?: { ignoreOrder?: boolean } }[]
  optimization?: {
    minimizer?: { constructor: { name: string }; options: { minimizer: { options: object } } }[]
  }
}

/**
 * Matches modules that Gatsby adds to each client and that this site does not need: the hook of Partytown, which does
 * nothing in a build, and the code for a service worker.
 */
const unusedClientModules =
  /[\\/](internal-plugins[\\/]partytown[\\/]gatsby-browser|\.cache[\\/]register-service-worker)\.js$/

/**
 * Options of Terser. With Gatsby's options, Terser writes ECMAScript 5, which is longer. ECMAScript 5 is not necessary:
 * Babel has already compiled the code for the browsers that this site supports.
 */
const shorterOutput = { compress: { ecma: 2020, passes: 2 }, output: { ecma: 2020 } }

/**
 * Leaves Gatsby's unused code out of the client. Turns off the warning about the order of styles. The order has no
 * effect, because no component's styles depend on the styles of another component.
 */
export const onCreateWebpackConfig: GatsbyNode["onCreateWebpackConfig"] = ({
  stage,
  loaders,
  getConfig,
  actions,
}) => {
  if (stage === "build-javascript")
    actions.setWebpackConfig({
      module: { rules: [{ test: unusedClientModules, use: [loaders.null()] }] },
      // All browsers that support modules also support arrow functions. webpack writes a function for each export.
      output: { environment: { arrowFunction: true } },
    })
  const config = getConfig() as WebpackConfig
  const extractor = config.plugins.find((plugin) => plugin.constructor.name === "MiniCssExtractPlugin")
  if (extractor?.options) extractor.options.ignoreOrder = true
  if (stage.startsWith("build")) shortenClassNames(config.module.rules)
  const terser = config.optimization?.minimizer?.find((plugin) => plugin.constructor.name === "TerserPlugin")
  if (terser) Object.assign(terser.options.minimizer.options, shorterOutput)
  actions.replaceWebpackConfig(config as object)
}

/**
 * Shortens the names of CSS classes in a build, because each page contains all styles. The names that Gatsby writes are
 * a third of the size of the styles.
 */
function shortenClassNames(rules: readonly WebpackRule[]): void {
  for (const { rules: inner = [], oneOf = [], use = [] } of rules) {
    shortenClassNames([...inner, ...oneOf])
    for (const { options } of [use].flat()) {
      if (options?.modules?.localIdentName) options.modules.localIdentName = "[hash:base64:5]"
    }
  }
}

/** Writes robots.txt and sitemap.xml. The sitemap lists all static paths and the page of each region. */
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
