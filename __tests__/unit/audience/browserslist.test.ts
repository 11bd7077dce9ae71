import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { maxQueryLength, selectVersions } from "#audience/browserslist"

test.each(["chrome", "foo bar", "chrome 999", "supports nope", "> 1% in XX", "not ie 11", "chrome >", ","])(
  "rejects “%s” with the reason that browserslist gives",
  (query) => {
    expect(() => selectVersions(query)).toThrow(/^Invalid browserslist query: /)
  },
)

test("rejects a query of more than 500 characters", () => {
  const query = `chrome 100, ${" ".repeat(maxQueryLength)}chrome 101`
  expect(() => selectVersions(query)).toThrow(`The query has ${query.length} characters. The maximum is 500.`)
})

test("ignores statistics in the working directory and in the environment", () => {
  const file = path.resolve("browserslist-stats.json")
  process.env.BROWSERSLIST_STATS = file
  writeFileSync(file, "not JSON")
  try {
    expect(selectVersions("last 1 firefox version").size).toBe(1)
  } finally {
    delete process.env.BROWSERSLIST_STATS
    rmSync(file)
  }
})
