import { existsSync } from "node:fs"
import { readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/**
 * The text of a module that wraps Gatsby's page engine. Gatsby's page engine finds a page by the decoded path, and then
 * compares the path before decoding with the page's path. If the two paths differ, the page engine fails
 * (https://github.com/gatsbyjs/gatsby/issues/39010). So the module passes the page's own path to the page engine. The
 * HTML is rendered with the encoded path, because `location` in the browser has the encoded path. If a host passes page
 * data to `renderHTML`, the host has already encoded the path in these data.
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
 * Runs after a build, and writes the module that wraps Gatsby's page engine. Without this module, `gatsby serve` cannot
 * render server-rendered pages whose path has non-ASCII letters, spaces or quotes. Does nothing for a site without
 * server-rendered pages.
 * @param directory the site's directory
 */
export async function acceptPathsInEngine(directory: string): Promise<void> {
  const folder = join(directory, ".cache", "page-ssr")
  const file = join(folder, "index.js")
  // If an incremental build did not write the engine again, the file already contains the wrapping module.
  if (!existsSync(file) || (await readFile(file, "utf8")) === replacement) return
  await rename(file, join(folder, "index.bundle.js"))
  await writeFile(file, replacement)
}
