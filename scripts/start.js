const { createServer } = require("node:net")
const path = require("node:path")
const { buildIfStale, root } = require("./build.js")
const { requireTypeScript } = require("./typescript.js")

/** @type {typeof import("../packages/gatsby-adapter-node/src/configuration")} */
const { listenErrorMessage, readConfiguration } = requireTypeScript(
  "packages/gatsby-adapter-node/src/configuration.ts",
)
/** @type {typeof import("../src/app/site-url")} */
const { readSiteUrl } = requireTypeScript("src/app/site-url.ts")
/** @type {typeof import("../src/storage/storage-configuration")} */
const { default: readStorageConfiguration } = requireTypeScript("src/storage/storage-configuration.ts")
/** @type {typeof import("../src/webstatus/webstatus-url")} */
const { readWebstatusUrl } = requireTypeScript("src/webstatus/webstatus-url.ts")

/** @param {string} message @returns {never} */
function exitWithError(message) {
  console.error(message)
  process.exit(1)
}

/** Checks all settings before the build, because the build can take minutes. */
function readSettings() {
  try {
    readSiteUrl(process.env.SITE_URL)
    readStorageConfiguration(process.env)
    readWebstatusUrl(process.env)
    return readConfiguration(process.env)
  } catch (error) {
    return exitWithError(/** @type {Error} */ (error).message)
  }
}

/** @param {number} port @param {string} host */
function requireFreePort(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (error) => exitWithError(listenErrorMessage(error, port, host)))
    probe.listen(port, host, () => probe.close(resolve))
  })
}

async function main() {
  // Relative paths in settings are relative to the repository, as in the host.
  process.chdir(root)
  const { port, host } = readSettings()
  await requireFreePort(port, host)
  await buildIfStale()
  // This process becomes the primary process of the host.
  require(path.join(root, ".cache", "host", "main.js"))
}

main()
