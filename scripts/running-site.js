const { spawn } = require("node:child_process")
const path = require("node:path")

const root = path.resolve(__dirname, "..")

/**
 * The site at TEST_URL, or one that is built and started here, on PORT (9123), until it is stopped.
 * @returns {Promise<{ url: string, stop(): void }>} the url without a slash at the end
 */
async function runningSite() {
  const given = process.env.TEST_URL
  if (given) return { url: given.replace(/\/$/, ""), stop() {} }
  const port = process.env.PORT || "9123"
  const server = spawn(process.execPath, [path.join(root, "scripts", "start.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { WEBSTATUS_URL: "off", ...process.env, PORT: port, HOST: "127.0.0.1", LOG_LEVEL: "warn" },
  })
  return new Promise((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`The site did not start (${code}).`)))
    server.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      if (text.includes("Listening at")) {
        resolve({ url: `http://127.0.0.1:${port}`, stop: () => void server.kill() })
      }
    })
  })
}

module.exports = { runningSite }
