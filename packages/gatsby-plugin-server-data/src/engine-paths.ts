import { existsSync } from "node:fs"
import { readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * The module that replaces Gatsby's page engine. Gatsby finds a page by the decoded path, but then compares the raw path
 * with the page's path, and fails if they differ (https://github.com/gatsbyjs/gatsby/issues/39010). So the engine receives
 * the page's own path. It renders with the encoded path, which the browser's location has. A host that gives the page data
 * itself has already encoded the path.
 */
const replacement = `// gatsby-plugin-server-data: gives Gatsby's page engine the path in the page's own spelling.
const engine = require("./index.bundle.js")

function ownSpelling(pathName) {
  const inner = /^\\/?page-data\\/(.+)\\/page-data\\.json$/.exec(pathName)?.[1]
  const page = engine.findEnginePageByPath(inner === undefined ? pathName : inner === "index" ? "/" : inner)
  const isKnown = page && !page.matchPath && engine.findEnginePageByPath(page.path)?.path === page.path
  return isKnown ? page.path : pathName
}

const encoded = (path) => encodeURI(path).replace(/[?#]/g, encodeURIComponent)

async function renderHTML(options) {
  const { data, pageData } = options
  const path = encoded(data.page.path)
  if (pageData !== undefined || path === data.page.path) return engine.renderHTML(options)
  const rendered = { ...data, page: { ...data.page, path } }
  return engine.renderHTML({ ...options, data: rendered, pageData: await engine.renderPageData(options) })
}

module.exports = {
  ...engine,
  renderHTML,
  getData: (options) => engine.getData({ ...options, pathName: ownSpelling(options.pathName) }),
}
`

/**
 * Runs after a build, so that `gatsby serve` renders server-rendered pages whose path has letters outside ASCII, spaces
 * or quotes. Does nothing for a site without a page engine.
 * @param directory the site's directory
 */
export async function acceptPathsInEngine(directory: string): Promise<void> {
  const folder = join(directory, ".cache", "page-ssr")
  const file = join(folder, "index.js")
  // An incremental build does not always write the engine again.
  if (!existsSync(file) || (await readFile(file, "utf8")) === replacement) return
  await rename(file, join(folder, "index.bundle.js"))
  await writeFile(file, replacement)
}
