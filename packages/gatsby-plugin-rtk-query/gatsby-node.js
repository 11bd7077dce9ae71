/**
 * If a site lists this package in `plugins`, this module replaces the site's imports of RTK Query with imports of this
 * package. Existing API slices then need no change.
 */
const path = require("node:path")
const { NormalModuleReplacementPlugin } = require("gatsby/webpack")

const replacement = path.join(__dirname, "dist", "index.mjs")
const rtkQuery = /^@reduxjs\/toolkit\/query(\/react)?$/

/**
 * Returns whether the file with the import belongs to RTK Query or to this package. Such imports must not be replaced.
 * @param {string} issuer
 */
const isImportedByLibrary = (issuer) =>
  issuer.startsWith(path.join(__dirname, "dist") + path.sep) ||
  /[\\/]node_modules[\\/]@reduxjs[\\/]toolkit[\\/]/.test(issuer)

/** @type {import("gatsby").GatsbyNode["onCreateWebpackConfig"]} */
exports.onCreateWebpackConfig = ({ actions }) => {
  const replaceRtkQuery = new NormalModuleReplacementPlugin(rtkQuery, (resource) => {
    if (!isImportedByLibrary(resource.contextInfo.issuer)) resource.request = replacement
  })
  actions.setWebpackConfig({ plugins: [replaceRtkQuery] })
}
