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

/** What it has to be started with to run in a container, and to ask nobody but the site. */
const chromiumArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-gpu",
  // Without a GPU, a process of its own for one only costs time.
  "--in-process-gpu",
]

/**
 * Chromium: one that is installed, else the one that @sparticuz/chromium brings for Linux, unpacked into .tmp.
 * `env`: what it needs in its environment besides.
 * @returns {{ executablePath: string, env: Record<string, string> }}
 */
function findChromium() {
  const found = installed.find((file) => file && existsSync(file))
  return found ? { executablePath: found, env: {} } : bundledChromium()
}

/** @returns {{ executablePath: string, env: Record<string, string> }} */
function bundledChromium() {
  if (!existsSync(unpacked)) unpack()
  const executablePath = path.join(unpacked, "chromium")
  const env = { FONTCONFIG_FILE: path.join(unpacked, "fonts.conf") }
  // The system may lack libnss3 or one of its like.
  const runs = spawnSync(executablePath, ["--version"]).status === 0
  return {
    executablePath,
    env: runs ? env : { ...env, LD_LIBRARY_PATH: path.join(unpacked, "al2023", "lib") },
  }
}

/** Into a folder of its own, which then takes its name at once: other processes may do the same. */
function unpack() {
  mkdirSync(path.dirname(unpacked), { recursive: true })
  const own = mkdtempSync(`${unpacked}-`)
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())'
  // The package unpacks into the temporary directory, and its libraries where it takes the system for Amazon Linux.
  const env = { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" }
  execFileSync(process.execPath, ["-e", script], { cwd: root, env })
  writeFileSync(path.join(own, "fonts.conf"), fontsConfiguration)
  try {
    renameSync(own, unpacked)
  } catch (error) {
    rmSync(own, { recursive: true })
    if (!existsSync(unpacked)) throw error
  }
}

// The package's own configuration looks for its fonts in places of a serverless host. Without any, nothing has a height.
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(unpacked, "fonts")}</dir>
  <cachedir>${path.join(unpacked, "fonts-cache")}</cachedir>
</fontconfig>
`

module.exports = { chromiumArguments, findChromium }
