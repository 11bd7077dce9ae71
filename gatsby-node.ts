import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import type { GatsbyNode } from "gatsby"
import type { Catalog } from "./src/catalog/catalog"
import { compileCatalog } from "./src/catalog/compile"
import { catalogFile } from "./src/catalog/load"
import { themeScript } from "./src/components/theme-script"
import { loadFunctionsOnce } from "./src/server-data/functions-once"
import { writeContentSecurityPolicy } from "./src/server-data/gatsby-node"

let catalog: Catalog

/** Compiles the data packages to the file that pages and functions read once a process. */
export const onPreBootstrap: GatsbyNode["onPreBootstrap"] = ({ store }) => {
  const { directory } = store.getState().program
  catalog = compileCatalog(directory)
  const file = path.join(directory, catalogFile)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(catalog))
  // Whatever starts here, develop too, changes what the last build left: `npm start` has to build again.
  rmSync(path.join(directory, "public", ".build-stamp"), { force: true })
}

/** A node for each feature and browser, from which the File System Routes make their pages. */
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

const writePolicy = writeContentSecurityPolicy({ scripts: [themeScript] })

export const onPostBuild: GatsbyNode["onPostBuild"] = async (build) => {
  await writePolicy(build)
  await loadFunctionsOnce(build)
}
