/**
 * For sites that list this package in `plugins`: imports of RTK Query get this package's `createApi`, so that existing
 * API slices need no change.
 */
const path = require("node:path")
const { NormalModuleReplacementPlugin } = require("gatsby/webpack")

const replacement = path.join(__dirname, "dist", "index.mjs")
const rtkQuery = /^@reduxjs\/toolkit\/query(\/react)?$/

/**
 * RTK Query's modules import each other, and this package imports RTK Query.
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
