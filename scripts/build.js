require("./typescript")
const { spawnSync } = require("node:child_process")
const { existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs")
const path = require("node:path")
const { compileHost } = require("../src/server/compile.ts")
const { adapterInputs, buildInputs, stampOf } = require("./stamp")

const root = path.resolve(__dirname, "..")
const stampFile = path.join(root, "public", ".build-stamp")

/**
 * Builds the site if one of its inputs or `SITE_URL` changed since the last build, and compiles the host, which takes
 * less than a second. Ends the process if the build fails.
 */
async function buildIfStale() {
  const stamp = `${stampOf(root, [...buildInputs, ...adapterInputs])} ${process.env.SITE_URL ?? ""}`
  if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
    rmSync(stampFile, { force: true })
    const { status } = spawnSync(process.execPath, [require.resolve("gatsby/cli.js"), "build"], {
      cwd: root,
      stdio: "inherit",
      env: { GATSBY_TELEMETRY_DISABLED: "1", ...process.env },
    })
    if (status !== 0) process.exit(status ?? 1)
    writeFileSync(stampFile, stamp)
  }
  await compileHost(path.join(root, "src", "server"), path.join(root, ".cache", "host"))
}

module.exports = { buildIfStale, root }

if (require.main === module) buildIfStale()
