require("./typescript")
const { createServer } = require("node:net")
const path = require("node:path")
const { readWebstatusUrl } = require("../src/webstatus/configuration.ts")
const { buildIfStale, root } = require("./build")

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** Settings of the site itself, of which the host knows nothing. */
function requireSettings() {
  try {
    readWebstatusUrl(process.env)
  } catch (error) {
    refuse(/** @type {Error} */ (error).message)
  }
}

/** The port of the environment, 9000 where it names none. */
function readPort() {
  const text = process.env.PORT || "9000"
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  return refuse(`PORT must be a whole number from 1 to 65535, not “${text}”.`)
}

/** A build takes a minute or two: better to hear before it that there is no port to serve it on.
 * @param {number} port @param {string} host */
function requireFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      refuse(
        error.code === "EADDRINUSE"
          ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`
          : `Nothing can listen on ${host}:${port} (${error.code}). Choose another HOST or PORT.`,
      ),
    )
    probe.listen(port, host, () => probe.close(resolve))
  })
}

async function main() {
  requireSettings()
  await requireFree(readPort(), process.env.HOST || "localhost")
  buildIfStale()
  // The host, compiled by its adapter at the end of the build; this process watches over its workers.
  require(path.join(root, ".cache", "host", "main.js"))
}

main()
