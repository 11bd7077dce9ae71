import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { quoted, tableRows } from "../../support/documents"
import { importsOf, packagesOf } from "../../support/imports"

const folder = path.resolve("src/query")
const readme = readFileSync(path.join(folder, "README.md"), "utf8")
const rows = [
  "### Prefetching, as with Next.js and next-redux-wrapper",
  "### Rendering until nothing is left to ask",
].flatMap((heading) => tableRows("src/query/README.md", heading))

test("each step of the documented workflow is told", () => {
  expect(rows.length).toBeGreaterThanOrEqual(11)
})

test.each(rows)("%s is where the README says", (step, names, places) => {
  const links = [...(places ?? "").matchAll(/\[`[^`]+`\]\(([^)#]+)#L\d+\)/g)]
  expect([step, links.length > 0]).toEqual([step, true])
  const identifiers = quoted(names).filter((name) => /^\w{4,}$/.test(name) && name !== "load")
  const found = links.flatMap(([link, file = ""]) => {
    const right = linesOf(readFileSync(path.join(folder, file), "utf8"), identifiers)
    expect(right.map(({ line }) => `[\`${file}:${line}\`](${file}#L${line})`)).toContain(link)
    return right.map(({ name }) => name)
  })
  expect([...new Set(found)].sort()).toEqual([...identifiers].sort())
})

/** The line of each name that a file has: where it is made, or else where code first speaks of it. */
function linesOf(text: string, names: readonly string[]) {
  const code = text.split("\n").map((line) => (/^\s*(?:import\b|\*|\/[*/])/.test(line) ? "" : line))
  return names.flatMap((name) => {
    const ways = [`(?:const|function) ${name}\\b`, `^ *${name}\\(.*\\{$`, `\\b${name}\\b`]
    const lines = ways.map((way) => code.findIndex((line) => new RegExp(way).test(line)) + 1)
    const line = lines.find((place) => place > 0)
    return line === undefined ? [] : [{ name, line }]
  })
}

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

test("each other file of that site is named, and is there", () => {
  const links = [...section.matchAll(/\[`([^`]+)`\]\(\.\.\/\.\.\/__tests__\/query-site\/([^)]+)\)/g)]
  for (const [, name, target] of links) expect(name).toBe(target)
  const told = [...blocks.map(({ file }) => file), ...links.map(([, name = ""]) => name)]
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file))
  expect(told.sort()).toEqual(files.sort())
})

test("what React 19 needs is this site's own", () => {
  const [, json = ""] = /^```json\n([\s\S]*?)^```$/m.exec(section) ?? []
  const { overrides } = JSON.parse(readFileSync("package.json", "utf8"))
  expect(overrides).toMatchObject(JSON.parse(`{${json}}`).overrides)
})

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
