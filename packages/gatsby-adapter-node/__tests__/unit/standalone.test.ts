import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
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

test.each(["", ".", "..", "../src", "content/../..", "/etc"])("refuses to include “%s”", async (entry) => {
  const site = builtSite()
  await expect(writeStandalone(site, "build", [entry])).rejects.toThrow(
    `include: “${entry}” must be a file or folder inside the site.`,
  )
  expect(existsSync(join(site, "build"))).toBe(false)
})

test("refuses to include a missing file, and keeps the older build", async () => {
  const site = builtSite()
  await writeStandalone(site, "build", [])
  await expect(writeStandalone(site, "build", ["content", "data.json"])).rejects.toThrow(
    "include: “data.json” does not exist in the site.",
  )
  expect(existsSync(join(site, "build", "index.js"))).toBe(true)
})

test.each(["build", "build/site", "build/site/public"])(
  "refuses to include %s, which overlaps the folder of the build",
  async (entry) => {
    const site = builtSite()
    await writeStandalone(site, "build/site", [])
    await expect(writeStandalone(site, "build/site", [entry])).rejects.toThrow(
      `include: “${entry}” must not overlap the folder “build/site”.`,
    )
    expect(existsSync(join(site, "build", "site", "index.js"))).toBe(true)
  },
)

test.each(["package.json", "index.js"])("refuses to include %s, which the build replaces", async (entry) => {
  const site = builtSite()
  writeFileSync(join(site, entry), "")
  await expect(writeStandalone(site, "build", [entry])).rejects.toThrow(
    `include: “${entry}” is a file that the build writes itself.`,
  )
})

test("accepts folders whose names begin with two dots, and absolute paths inside the site", async () => {
  const site = builtSite()
  mkdirSync(join(site, "..data"))
  writeFileSync(join(site, "..data", "c.txt"), "")
  await writeStandalone(site, "..build", ["..data", join(site, "content")])
  expect(existsSync(join(site, "..build", "..data", "c.txt"))).toBe(true)
  expect(existsSync(join(site, "..build", "content", "b.txt"))).toBe(true)
})

test("copies the targets of links", async () => {
  const site = builtSite()
  const elsewhere = temporaryDirectory()
  writeFileSync(join(elsewhere, "d.txt"), "d")
  symlinkSync(join(elsewhere, "d.txt"), join(site, "content", "link.txt"))
  symlinkSync(elsewhere, join(site, "content", "linked"))
  await writeStandalone(site, "build", ["content"])
  for (const file of ["link.txt", "linked/d.txt"]) {
    expect(readFileSync(join(site, "build", "content", file), "utf8")).toBe("d")
    expect(lstatSync(join(site, "build", "content", file)).isFile()).toBe(true)
  }
  expect(lstatSync(join(site, "build", "content", "linked")).isDirectory()).toBe(true)
})
