import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { temporaryDirectory } from "#tests/support/inputs/data-directory"
import { writeStandalone } from "../../src/standalone"

function builtSite(): string {
  const site = temporaryDirectory()
  for (const file of [
    "public/a.txt",
    ".cache/host/manifest.json",
    ".cache/page-ssr/index.js",
    "content/b.txt",
  ]) {
    mkdirSync(dirname(join(site, file)), { recursive: true })
    writeFileSync(join(site, file), file)
  }
  return site
}

test("replaces an older build with the files of the host and the included files", async () => {
  const site = builtSite()
  await writeStandalone(site, "build", [])
  expect(readFileSync(join(site, "build", ".cache", "page-ssr", "index.js"), "utf8")).toBe(
    ".cache/page-ssr/index.js",
  )
  expect(existsSync(join(site, "build", "content"))).toBe(false)
  await writeStandalone(site, "build", ["content"])
  expect(existsSync(join(site, "build", "content", "b.txt"))).toBe(true)
})

test.each([".", "..", "../elsewhere", "public/build", ".cache"])("refuses the folder %s", async (out) => {
  await expect(writeStandalone(builtSite(), out, [])).rejects.toThrow(/must be a folder inside the site/)
})

test("refuses a folder with other files, and removes none of them", async () => {
  const site = builtSite()
  await expect(writeStandalone(site, "content", [])).rejects.toThrow(
    /“content” contains files that are not a build/,
  )
  expect(existsSync(join(site, "content", "b.txt"))).toBe(true)
})
