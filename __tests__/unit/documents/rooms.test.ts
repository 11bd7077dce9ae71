import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { readDocument, repository, tableRows } from "../../support/documents"
import { lintOf } from "../../support/lint"

const source = join(repository, "src")
const rooms = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** Who may import whom, as the picture has it. */
function drawn(): Record<string, string[]> {
  const [, picture = ""] = /```mermaid\nflowchart LR\n([^`]*)```/.exec(readDocument("ARCHITECTURE.md")) ?? []
  const arrows = picture
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" --> "))
  const named = arrows.flat().flatMap((names) => names.split(" & "))
  const targetsOf = (room: string) => arrows.find(([from]) => from === room)?.[1]?.split(" & ") ?? []
  return Object.fromEntries(named.map((room) => [room, targetsOf(room).sort()]))
}

interface Rule {
  includes: string[]
  linter?: { rules: { style: { noRestrictedImports?: { options: { patterns: { group: string[] }[] } } } } }
}

/** Who may import whom, as lint has it: every room but those that the room's rule refuses. */
function linted(): Record<string, string[]> {
  const { overrides } = JSON.parse(readDocument("biome.json")) as { overrides: Rule[] }
  const rules = overrides.flatMap(({ includes: [files = ""], linter }) => {
    const room = /^src\/([\w-]+)\/\*\*$/.exec(files)?.[1]
    const groups = linter?.rules.style.noRestrictedImports?.options.patterns.flatMap(({ group }) => group)
    return room && groups ? [[room, groups] as const] : []
  })
  return Object.fromEntries(
    rules.map(([room, groups]) => {
      const refused = groups.flatMap((group) => /\{(.*)\}/.exec(group)?.[1]?.split(",") ?? [])
      const all = groups.includes("../*") && groups.includes("../**")
      return [room, rooms.filter((other) => other !== room && !all && !refused.includes(other))]
    }),
  )
}

interface Import {
  file: string
  from: string
  to: string
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.tsx?$/.test(name),
)
/** Every import from one room into another. */
const imports: Import[] = files.flatMap((file) => {
  const [from = ""] = file.split("/")
  const text = readFileSync(join(source, file), "utf8")
  return Array.from(text.matchAll(/(?:from|import|import\() ?"(\.[^"]+)"/g), ([, path = ""]) => {
    const [to = ""] = relative(source, resolve(source, dirname(file), path)).split("/")
    return { file, from, to }
  }).filter(({ to }) => to !== from && rooms.includes(to))
})

test("every room is in the picture, and said what it holds", () => {
  expect(Object.keys(drawn()).sort()).toEqual(rooms)
  expect(
    tableRows("ARCHITECTURE.md", "## The rooms")
      .map(([room]) => room?.replaceAll("`", ""))
      .sort(),
  ).toEqual(rooms)
})

test("the picture's arrows are what lint allows", () => {
  // A room of style sheets has nothing to lint.
  const { styles, ...picture } = drawn()
  expect(styles).toEqual([])
  expect(linted()).toEqual(picture)
})

test("lint refuses an import against an arrow, also from a folder within a room", () => {
  const importing = (path: string) => `import { x } from "${path}"\n\nexport const y = x\n`
  expect(lintOf("src/catalog/new.ts", importing("../site/picker"))).toMatch(/may import no other room/)
  expect(lintOf("src/pages/audiences/new.tsx", importing("../../reach/reach"))).toMatch(/imports run one way/)
  expect(lintOf("src/pages/audiences/new.tsx", importing("../../resources/stack"))).toBe("")
})

test("no file imports against an arrow, and each arrow is one that is used", () => {
  const picture = drawn()
  expect(imports.length).toBeGreaterThan(100)
  expect(imports.filter(({ from, to }) => !picture[from]?.includes(to))).toEqual([])
  const used = Object.fromEntries(
    rooms.map((room) => [
      room,
      [...new Set(imports.filter(({ from }) => from === room).map(({ to }) => to))].sort(),
    ]),
  )
  expect(used).toEqual(picture)
})

test("no rooms import each other, on whatever way round", () => {
  const picture = drawn()
  const reachable = (room: string, seen = new Set<string>()): Set<string> => {
    for (const next of picture[room] ?? []) if (!seen.has(next)) reachable(next, seen.add(next))
    return seen
  }
  expect(rooms.filter((room) => reachable(room).has(room))).toEqual([])
})
