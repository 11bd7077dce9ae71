import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { quoted } from "../../support/documents"
import { importsOf, packagesOf } from "../../support/imports"

const folder = path.resolve("src/query")
const readme = readFileSync(path.join(folder, "README.md"), "utf8")
const rows = readme
  .split("\n")
  .filter((line) => /^\| (?!step|-)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))

test("each step of the documented workflow is told", () => {
  expect(rows.length).toBeGreaterThanOrEqual(11)
})

test.each(rows)("%s%s is where the README says", (_, step, names, files) => {
  const texts = quoted(files).map((file) => {
    expect([file, existsSync(path.join(folder, file))]).toEqual([file, true])
    return readFileSync(path.join(folder, file), "utf8")
  })
  const identifiers = quoted(names).filter(
    (name) => /^\w+$/.test(name) && !["load", "extend", "state"].includes(name),
  )
  expect([step, texts.length > 0]).toEqual([step, true])
  for (const name of identifiers)
    expect([name, texts.some((text) => text.includes(name))]).toEqual([name, true])
})

/** The blocks of “Ten minutes” by the file that their first line names, as a site has it that took the two folders. */
const [, tenMinutes = ""] = readme.split(/^## Ten minutes$/m)
const [section = ""] = tenMinutes.split(/^## /m)
const blocks = [...section.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, file = "", code = ""]) => ({ file, code }),
)

test("what a site needs is shown whole: the slice, how it is asked, the hooks, an endpoint and a page", () => {
  expect(blocks.map(({ file }) => file)).toEqual([
    "src/queries.ts",
    "src/site-data.ts",
    "src/outcome-page.tsx",
    "gatsby-ssr.tsx",
    "gatsby-browser.tsx",
    "src/api/shelf.ts",
    "src/pages/books.tsx",
  ])
})

const site = "__tests__/query-site"
const isTaken = (file: string) => /^src\/(?:query\/ssr|server-data)(?:\/|$)/.test(file)

test.each(blocks)(
  "$file is the one of the site that the browser suite visits, to the letter",
  ({ file, code }) => {
    const folder = path.dirname(file)
    const imported = code.replace(/"(\.{1,2}\/[^"]+)"/g, (quoted, to: string) => {
      const target = path.join(folder, to)
      return isTaken(target) ? `"${path.relative(path.join(site, folder), target)}"` : quoted
    })
    expect(imported).toBe(readFileSync(path.join(site, file), "utf8"))
  },
)

test("that site takes the two folders, and of this one nothing else but the host that the suite starts", () => {
  const ofThisSite = importsOf(site).filter((to) => to.startsWith("src/") && !isTaken(to))
  expect(ofThisSite).toEqual(["src/server/adapter"])
})

test("what the two folders import is installed by the command, or comes with Gatsby", () => {
  const commands = [...section.matchAll(/^npm install (?:--save-dev )?(.+)$/gm)]
  const installed = commands.flatMap(([, names = ""]) => names.split(" "))
  const there = ["gatsby", "react", "react-dom", "@gatsbyjs/reach-router"]
  const needed = packagesOf("src/query/ssr", "src/server-data", site).filter((name) => !there.includes(name))
  expect(needed.sort()).toEqual(installed.sort())
})
