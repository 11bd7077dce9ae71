const { createServer } = require("node:net")
const path = require("node:path")
const { buildIfStale, root } = require("./build")
const { requireTypeScript } = require("./typescript")

/** @type {typeof import("../packages/gatsby-adapter-node/src/configuration")} */
const { portSentence, readConfiguration } = requireTypeScript(
  "packages/gatsby-adapter-node/src/configuration.ts",
)
/** @type {typeof import("../src/site/site-url")} */
const { readSiteUrl } = requireTypeScript("src/site/site-url.ts")
/** @type {typeof import("../src/storage/configuration")} */
const { default: readStorageConfiguration } = requireTypeScript("src/storage/configuration.ts")
/** @type {typeof import("../src/webstatus/configuration")} */
const { readWebstatusUrl } = requireTypeScript("src/webstatus/configuration.ts")

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** Checks all settings before a build that takes a minute or two. */
function requireSettings() {
  try {
    readSiteUrl(process.env.SITE_URL)
    readStorageConfiguration(process.env)
    readWebstatusUrl(process.env)
    return readConfiguration(process.env)
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message)
  }
}

/** @param {number} port @param {string} host */
function requireFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (error) => refuse(portSentence(error, port, host)))
    probe.listen(port, host, () => probe.close(resolve))
  })
}

async function main() {
  // What a path is relative to, as in the host.
  process.chdir(root)
  const { port, host } = requireSettings()
  await requireFree(port, host)
  await buildIfStale()
  // This process is the primary of the host: it watches over its workers.
  require(path.join(root, ".cache", "host", "main.js"))
}

main()
