import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

const repository = resolve(__dirname, "../../..")
const folder = join(repository, "src/server-data")
const readme = readFileSync(join(folder, "README.md"), "utf8")
/** The blocks of “Ten minutes” by the file that their first line names. */
const files = Array.from(
  readme.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm),
  ([, name = "", code = ""]) => ({
    name,
    code,
  }),
)

test("the files of the ten minutes are whole: they have the right types in a site that took the folder", () => {
  expect(files.map(({ name }) => name)).toEqual([
    "src/site-data.ts",
    "src/outcome-page.tsx",
    "gatsby-ssr.tsx",
    "gatsby-browser.tsx",
    "gatsby-node.ts",
    "src/pages/search.tsx",
    "src/api/search.ts",
  ])
  // Below this repository, where its packages are found.
  const site = join(repository, ".tmp", "ten-minutes")
  rmSync(site, { recursive: true, force: true })
  for (const { name, code } of files) {
    mkdirSync(dirname(join(site, name)), { recursive: true })
    writeFileSync(join(site, name), code)
  }
  cpSync(folder, join(site, "src/server-data"), { recursive: true })
  const configuration = { extends: "../../tsconfig.json", include: ["."], exclude: [] }
  writeFileSync(join(site, "tsconfig.json"), JSON.stringify(configuration))
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", site],
    { encoding: "utf8" },
  )
  expect(stdout + stderr).toBe("")
})
