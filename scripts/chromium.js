const { execFileSync, spawnSync } = require("node:child_process")
const { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require("node:fs")
const path = require("node:path")

const root = path.resolve(__dirname, "..")
const unpacked = path.join(root, ".tmp", "chromium")

const installed = [
  process.env.CHROME_PATH ?? "",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** These arguments let Chromium run in a container, and turn off the requests that Chromium sends on its own. */
const chromiumArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-gpu",
  "--in-process-gpu",
]

/**
 * Finds an installed Chromium. If no Chromium is installed, unpacks the Linux build of @sparticuz/chromium into `.tmp`.
 * @returns {{ executablePath: string, env: Record<string, string> }} the program, and its additional environment
 * variables
 */
function findChromium() {
  const executablePath = installed.find((file) => file && existsSync(file))
  return executablePath ? { executablePath, env: {} } : bundledChromium()
}

/** @returns {{ executablePath: string, env: Record<string, string> }} */
function bundledChromium() {
  if (!existsSync(unpacked)) unpack()
  const executablePath = path.join(unpacked, "chromium")
  const env = { FONTCONFIG_FILE: path.join(unpacked, "fonts.conf") }
  // The package contains libraries that the system may lack, such as libnss3.
  const runs = spawnSync(executablePath, ["--version"]).status === 0
  return {
    executablePath,
    env: runs ? env : { ...env, LD_LIBRARY_PATH: path.join(unpacked, "al2023", "lib") },
  }
}

/** Unpacks into a temporary folder and renames it, because several processes may unpack at the same time. */
function unpack() {
  mkdirSync(path.dirname(unpacked), { recursive: true })
  const temporary = mkdtempSync(`${unpacked}-`)
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())'
  // The package unpacks its files into TMPDIR. It unpacks its libraries only on Amazon Linux, which this value of
  // AWS_EXECUTION_ENV indicates.
  const env = { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" }
  execFileSync(process.execPath, ["-e", script], { cwd: root, env })
  writeFileSync(path.join(temporary, "fonts.conf"), fontsConfiguration)
  try {
    renameSync(temporary, unpacked)
  } catch (error) {
    rmSync(temporary, { recursive: true })
    if (!existsSync(unpacked)) throw error
  }
}

// The package's own configuration finds its fonts only on a serverless host. Without fonts, text has no height.
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(unpacked, "fonts")}</dir>
  <cachedir>${path.join(unpacked, "fonts-cache")}</cachedir>
</fontconfig>
`

module.exports = { chromiumArguments, findChromium }
