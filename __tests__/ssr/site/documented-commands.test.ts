import { execFile } from "node:child_process"
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { gzipSync } from "node:zlib"
import { strToU8, zipSync } from "fflate"
import { commandsOf, repository } from "../../support/documents/documents"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { runSite } from "../../support/servers/running"
import { readShared, sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const programs = temporaryDirectory()
const running = runSite(() => sharedHost(reachline))

beforeAll(() => {
  const curl = join(programs, "curl")
  const script = join(repository, "__tests__", "support", "servers", "curl.mjs")
  writeFileSync(curl, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`)
  chmodSync(curl, 0o755)
})

/** Runs a command of a document in a shell, with the tested site instead of http://localhost:9000. */
async function run(command: string, directory = repository) {
  const text = command.replaceAll("http://localhost:9000", running.site.url)
  const { stdout, stderr } = await promisify(execFile)("sh", ["-euc", text], {
    cwd: directory,
    env: { ...process.env, DATA_DIR: readShared().dataDirectory, PATH: `${programs}:${process.env.PATH}` },
  })
  return { out: stdout, status: Number(stderr) }
}

// biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape
const read = async (slug: string): Promise<any> =>
  (await fetch(`${running.site.url}/api/audiences/${slug}`)).json()

test.each([...commandsOf("README.md", "curl"), ...commandsOf("docs/api.md", "curl").slice(0, 2)])(
  "%s",
  async (command) => {
    const { out, status } = await run(command)
    const { reach, audience, partial, lost } = JSON.parse(out)
    expect(status).toBe(200)
    expect(reach + partial + lost).toBeCloseTo(1, 9)
    expect(audience.id).toBe(command.includes("audience=DE") ? "DE" : "world")
  },
)

test("the commands of docs/api.md save and change an audience", async () => {
  const [post = "", put = "", ...others] = commandsOf("docs/api.md", "curl").slice(2)
  expect(others).toEqual([])
  const saved = await run(post)
  const { slug, url, editKey } = JSON.parse(saved.out)
  expect([saved.status, url]).toEqual([201, `/audiences/${slug}`])
  expect(post).toContain("# 201 { ")
  expect(await read(slug)).toMatchObject({ label: "Acme shop" })

  const changed = await run(put.replace("acme-shop-7kq2m9xw", slug).replace("Bearer …", `Bearer ${editKey}`))
  expect(changed.status).toBe(200)
  expect((await read(slug)).browsers).toMatchObject([{ id: "chrome", versions: [{ version: "120" }] }])
})

test("the recipes of docs/import.md save the visits of their files, and replace them", async () => {
  // A folder inside the project, so that npm finds the project's command.
  mkdirSync(join(repository, ".tmp"), { recursive: true })
  const folder = mkdtempSync(join(repository, ".tmp", "import-"))
  const exports = join(repository, "__tests__", "unit", "import", "exports")
  copyFileSync(join(exports, "ga4-exploration.csv"), join(folder, "ga4.csv"))
  const plausibleFiles = {
    "visitors.csv": strToU8("date,visitors\n2026-10-10,5\n"),
    "browsers.csv": strToU8("name,visitors\nChrome,5\n"),
    "browser_versions.csv": readFileSync(join(exports, "plausible-browser_versions.csv")),
  }
  writeFileSync(join(folder, "plausible.zip"), zipSync(plausibleFiles))
  writeFileSync(join(folder, "access.log"), logLine("/") + logLine("/style.css"))
  writeFileSync(join(folder, "access.log.1.gz"), gzipSync(logLine("/products")))

  const commands = commandsOf("docs/import.md", "npm run audience")
  const [dryRun = "", ga4 = "", log = "", plausible = "", update = "", ...others] = commands
  expect([update !== "", others]).toEqual([true, []])

  expect((await run(dryRun, folder)).out).toMatch(/^Counted [\d,]+ rows/m)
  const saved = await savedBy(await run(ga4, folder))
  expect(saved.audience.browsers.length).toBeGreaterThan(3)
  expect((await savedBy(await run(plausible, folder))).audience.browsers[0]).toMatchObject({ id: "chrome" })
  const fromLog = await savedBy(await run(log.replace("/var/log/nginx/", ""), folder))
  expect(fromLog.out).toContain("Counted 2 requests.")

  await run(update.replace("…", fromLog.key).replace(/our-shop-\w+/, fromLog.slug), folder)
  expect((await read(fromLog.slug)).browsers).toEqual(saved.audience.browsers)
  rmSync(folder, { recursive: true })
}, 120_000)

function logLine(path: string): string {
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
  return `203.0.113.7 - - [10/Oct/2026:13:55:36 +0000] "GET ${path} HTTP/1.1" 200 5 "-" "${agent}"\n`
}

/** The audience that a command has saved, with its slug and its edit key. */
async function savedBy({ out }: { out: string }) {
  const [slug = ""] = /our-shop-\w+/.exec(out) ?? []
  const [, key = ""] = /Edit key.*: (\S+)/.exec(out) ?? []
  return { out, slug, key, audience: await read(slug) }
}
