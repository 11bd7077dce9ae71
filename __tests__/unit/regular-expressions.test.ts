import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseSync } from "@swc/core"

// What a visitor sends may be as long as a request's headers, and a regular expression that takes time by the square of
// it would hold up everybody: 16 kB take a quarter of a second, and a hundred requests of it a worker's whole day.

const source = resolve(__dirname, "..", "..", "src")

/** What reads the site's own work alone: a build's files, and the headers of its answers. */
const ofTheSite = [
  "server-data/inline-code.ts",
  "server-data/gatsby-node.ts",
  "server/build-manifest.ts",
  "server/cache/no-vary-search.ts",
]

/** Every regular expression that stands in a file, once: `[what it is, where]`. */
function expressionsOf(file: string): [string, { pattern: string; flags: string }][] {
  const module = parseSync(readFileSync(join(source, file), "utf8"), {
    syntax: "typescript",
    tsx: file.endsWith("x"),
    target: "es2022",
  })
  const found: [string, { pattern: string; flags: string }][] = []
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    if ("type" in node && node.type === "RegExpLiteral") {
      const { pattern, flags } = node as unknown as { pattern: string; flags: string }
      found.push([`/${pattern}/${flags} of ${file}`, { pattern, flags }])
    }
    for (const child of Object.values(node)) look(child)
  }
  look(module.body)
  return found
}

const files = (readdirSync(source, { recursive: true }) as string[]).filter(
  (name) => /\.tsx?$/.test(name) && !ofTheSite.includes(name),
)
const expressions = new Map(files.flatMap(expressionsOf))

const length = 16_000

/** Long runs of whatever the expression speaks of, and of what classes stand for, that end in what fits nothing. */
function attacksOn(pattern: string): string[] {
  const words = (pattern.match(/[a-z]{2,}/gi) ?? []).slice(0, 12)
  const characters = [...new Set([...pattern, ..." \t\n0aA./,;:=\"'\\-([{<%é"])]
  const pairs = [...new Set(pattern)].flatMap((one) => [" ", "0", "a", '"', "\\"].map((other) => one + other))
  const units = [...characters, ...pairs, ...words, ...words.map((word) => `${word} `)]
  const runs = units.map((unit) => unit.repeat(Math.ceil(length / unit.length)))
  const beginnings = ["", "x", ...words.slice(0, 2)]
  return runs.flatMap((run) => beginnings.map((beginning) => `${beginning}${run}\u0001`))
}

/** Milliseconds of this process's own time, the least of three: others use the machine too. */
function timeOf(pattern: string, flags: string, text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let times = 0; times < 3 && least > limit; times++) {
    const expression = new RegExp(pattern, flags)
    const before = process.cpuUsage()
    if (expression.global) text.replace(expression, "")
    else expression.exec(text)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1_000)
  }
  return least
}

/** What is linear takes less than one. */
const limit = 20

test("there are regular expressions to look at", () => {
  expect(expressions.size).toBeGreaterThan(80)
  expect([...expressions.keys()].join("\n")).toContain("of server/cache/response-head.ts")
})

test.each([...expressions])("%s takes no more than linear time", (_where, { pattern, flags }) => {
  for (const text of attacksOn(pattern)) {
    const time = timeOf(pattern, flags, text)
    if (time > limit)
      throw new Error(`${time} ms for ${JSON.stringify(text.slice(0, 30))}… of ${text.length}`)
  }
})
