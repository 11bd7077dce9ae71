import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseSync } from "@swc/core"
import { analyse } from "scslre"

// A visitor can send a text of 16 kB. A regular expression in quadratic time would block the server for 0.25 s.

const source = resolve(__dirname, "..", "..", "src")

const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name))

function expressionsOf(file: string): RegExp[] {
  const code = readFileSync(join(source, file), "utf8")
  const found: RegExp[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    if ("type" in node && node.type === "RegExpLiteral") {
      const { pattern, flags } = node as unknown as { pattern: string; flags: string }
      found.push(new RegExp(pattern, flags))
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(code, { syntax: "typescript", tsx: file.endsWith("x"), target: "es2022" }))
  return found
}

const isSuperLinear = (expression: RegExp) => analyse(expression).reports.length > 0

test("no regular expression of src takes more than linear time", () => {
  const expressions = files.flatMap((file) => expressionsOf(file).map((expression) => ({ file, expression })))
  expect(expressions.length).toBeGreaterThan(100)
  const slow = expressions.filter(({ expression }) => isSuperLinear(expression))
  expect(slow.map(({ file, expression }) => `${expression} of ${file}`)).toEqual([])
})

test.each([/(a+)+$/, /^\s+|\s+$/g, /(.*)foo.*=/])(
  "detects that %s takes more than linear time",
  (expression) => {
    expect(isSuperLinear(expression)).toBe(true)
  },
)
