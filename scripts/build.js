const { spawnSync } = require("node:child_process")
const { existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs")
const path = require("node:path")
const { stampOf } = require("./stamp")

const root = path.resolve(__dirname, "..")
const stampFile = path.join(root, "public", ".build-stamp")

/** Builds the site, unless the last build is of these very files and address. Ends the process where the build fails. */
function buildIfStale() {
  const stamp = `${stampOf(root, [root])} ${process.env.SITE_URL ?? ""}`
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return
  rmSync(stampFile, { force: true })
  const { status } = spawnSync(process.execPath, [require.resolve("gatsby/cli.js"), "build"], {
    cwd: root,
    stdio: "inherit",
    env: { GATSBY_TELEMETRY_DISABLED: "1", ...process.env },
  })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(stampFile, stamp)
}

module.exports = { buildIfStale, root }

if (require.main === module) buildIfStale()
