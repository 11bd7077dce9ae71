const { spawn } = require("node:child_process")
const path = require("node:path")

const root = path.resolve(__dirname, "..")

/**
 * Returns the site at `TEST_URL`, or builds and starts one on `PORT` (default 9123).
 * @returns {Promise<{ url: string, stop(): void }>} `url` has no trailing slash
 */
async function runningSite() {
  const testUrl = process.env.TEST_URL
  if (testUrl) return { url: testUrl.replace(/\/$/, ""), stop() {} }
  const port = process.env.PORT || "9123"
  const server = spawn(process.execPath, [path.join(root, "scripts", "start.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { WEBSTATUS_URL: "off", ...process.env, PORT: port, HOST: "127.0.0.1", LOG_LEVEL: "warn" },
  })
  return new Promise((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`The site did not start (exit code ${code}).`)))
    server.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      if (text.includes("Listening at")) {
        resolve({ url: `http://127.0.0.1:${port}`, stop: () => void server.kill() })
      }
    })
  })
}

module.exports = { runningSite }
