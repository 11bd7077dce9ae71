import { execFile } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { gzipSync } from "node:zlib"
import { temporaryDirectory } from "../../support/data-directory"
import { commandsOf, repository } from "../../support/documents"
import { runSite } from "../../support/running"
import { readShared, sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"

const programs = temporaryDirectory()
const running = runSite(() => sharedHost(reachline))

beforeAll(() => {
  const curl = join(programs, "curl")
  const script = join(repository, "__tests__", "support", "curl.mjs")
  writeFileSync(curl, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`)
  chmodSync(curl, 0o755)
})

/** A command of a document as a shell runs it, with the site that is tested in the place of the one that it names. */
async function run(command: string, directory = repository) {
  const text = command.replaceAll("http://localhost:9000", running.site.url)
  const { stdout, stderr } = await promisify(execFile)("sh", ["-euc", text], {
    cwd: directory,
    env: { ...process.env, DATA_DIR: readShared().dataDirectory, PATH: `${programs}:${process.env.PATH}` },
  })
  return { out: stdout, status: Number(stderr) }
}

// biome-ignore lint/suspicious/noExplicitAny: what it answers is what is asserted
const read = async (slug: string): Promise<any> =>
  (await fetch(`${running.site.url}/api/audiences/${slug}`)).json()

test.each([...commandsOf("README.md", "curl"), ...commandsOf("docs/api.md", "curl").slice(0, 2)])(
  "%s",
  async (command) => {
    const { out, status } = await run(command)
    const { reach, audience, lost, unknown } = JSON.parse(out)
    expect(status).toBe(200)
    expect(reach + lost + unknown).toBeCloseTo(1, 9)
    expect(audience.id).toBe(command.includes("audience=DE") ? "DE" : "world")
  },
)

test("what docs/api.md saves is saved, and what it changes is changed", async () => {
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

test("what docs/import.md imports is understood, and saved where it says so", async () => {
  // Below the project, so that npm finds the command from there.
  mkdirSync(join(repository, ".tmp"), { recursive: true })
  const folder = mkdtempSync(join(repository, ".tmp", "import-"))
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
  const line = `203.0.113.7 - - [10/Oct/2026:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "${agent}"\n`
  writeFileSync(
    join(folder, "browsers.csv"),
    "Browser,Browser version,Visits\nChrome,120,90\nFirefox,121,10\n",
  )
  for (const day of [1, 2]) writeFileSync(join(folder, `access.log.${day}.gz`), gzipSync(line))
  const [dryRun = "", table = "", log = "", ...others] = commandsOf("docs/import.md", "npm run audience")
  expect(others).toEqual([])

  expect((await run(dryRun, folder)).out).toMatch(/chrome +90\.0%/)
  const slugOf = ({ out }: { out: string }) => /our-shop-\w+/.exec(out)?.[0] ?? ""
  const shares = async (slug: string) =>
    (await read(slug)).browsers.map((each: { id: string; share: number }) => [each.id, each.share])
  expect(await shares(slugOf(await run(table, folder)))).toEqual([
    ["chrome", 0.9],
    ["firefox", 0.1],
  ])
  expect(await shares(slugOf(await run(log, folder)))).toEqual([["chrome", 1]])
  rmSync(folder, { recursive: true })
}, 120_000)
