const { spawnSync } = require("node:child_process")
const { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs")
const path = require("node:path")
const { buildPackages } = require("./build-packages.js")
const { buildInputs, root, stampOf } = require("./stamp.js")

const stampFile = path.join(root, "public", ".build-stamp")
const host = path.join(root, "packages", "gatsby-adapter-node", "dist", "main.js")
const builtHost = path.join(root, ".cache", "host", "main.js")

/** Builds the packages, and rebuilds the site if its inputs or `SITE_URL` changed. Exits if the build fails. */
async function buildIfStale() {
  await buildPackages()
  const stamp = `${stampOf(buildInputs)} ${process.env.SITE_URL ?? ""}`
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
    if (!readFileSync(host).equals(readFileSync(builtHost))) copyFileSync(host, builtHost)
    return
  }
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
