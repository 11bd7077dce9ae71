import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { type Browser, chromium } from "playwright-core"
import { withLock } from "./lock"

const execute = promisify(execFile)
const repository = resolve(__dirname, "..", "..")
const unpacked = join(repository, ".tmp", "chromium")

const fontsFile = join(unpacked, "fonts.conf")
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(unpacked, "fonts")}</dir>
  <cachedir>${join(unpacked, "fonts-cache")}</cachedir>
</fontconfig>
`

const installed = [
  process.env.CHROME_PATH ?? "",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** Chromium without a window: one that is installed, else the one that @sparticuz/chromium brings for Linux. */
export async function launchChromium(): Promise<Browser> {
  const found = installed.find((path) => path && existsSync(path))
  const { executablePath, env } = found ? { executablePath: found, env: {} } : await bundledChromium()
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
  })
}

async function bundledChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const executablePath = join(unpacked, "chromium")
  await mkdir(unpacked, { recursive: true })
  await withLock(`${unpacked}.lock`, async () => {
    if (existsSync(join(unpacked, "complete"))) return
    const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())'
    // The package unpacks into the temporary directory, and its libraries where it takes the system for Amazon Linux.
    const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" }
    await execute(process.execPath, ["-e", script], { cwd: repository, env })
    // The package's own configuration looks for its fonts in places of a serverless host. Without any, nothing has a height.
    await writeFile(fontsFile, fontsConfiguration)
    await writeFile(join(unpacked, "complete"), "")
  })
  const env = { FONTCONFIG_FILE: fontsFile }
  const runs = await execute(executablePath, ["--version"]).then(
    () => true,
    () => false,
  )
  // The system lacks libnss3 or one of its like.
  return { executablePath, env: runs ? env : { ...env, LD_LIBRARY_PATH: join(unpacked, "al2023", "lib") } }
}
