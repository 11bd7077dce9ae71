require("./typescript")
const { spawnSync } = require("node:child_process")
const { existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs")
const path = require("node:path")
const { compileHost } = require("../src/server/compile.ts")
const { buildInputs, root, stampOf } = require("./stamp")

const hostFolder = path.join(root, ".cache", "host")

/** @param {string} file @param {string} stamp */
const hasStamp = (file, stamp) => existsSync(file) && readFileSync(file, "utf8") === stamp

/**
 * Builds the site if one of its inputs or `SITE_URL` changed since the last build, and compiles the host if its sources
 * changed. Ends the process if the build fails.
 */
async function buildIfStale() {
  const siteStamp = `${stampOf(buildInputs)} ${process.env.SITE_URL ?? ""}`
  const siteStampFile = path.join(root, "public", ".build-stamp")
  const hostStamp = stampOf(["src/server"])
  const hostStampFile = path.join(hostFolder, ".stamp")
  if (!hasStamp(siteStampFile, siteStamp)) {
    rmSync(siteStampFile, { force: true })
    const { status } = spawnSync(process.execPath, [require.resolve("gatsby/cli.js"), "build"], {
      cwd: root,
      stdio: "inherit",
      env: { GATSBY_TELEMETRY_DISABLED: "1", ...process.env },
    })
    if (status !== 0) process.exit(status ?? 1)
    writeFileSync(siteStampFile, siteStamp)
    // The adapter has compiled the host.
    writeFileSync(hostStampFile, hostStamp)
  }
  if (hasStamp(hostStampFile, hostStamp)) return
  await compileHost(path.join(root, "src", "server"), hostFolder)
  writeFileSync(hostStampFile, hostStamp)
}

module.exports = { buildIfStale, root }

if (require.main === module) buildIfStale()
