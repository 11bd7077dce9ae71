import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

const folder = path.resolve("src/query")
const rows = readFileSync(path.join(folder, "README.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!step|-)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
const quoted = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name as string)

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
