import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { maxQueryLength, selectVersions } from "../../../src/audience/browserslist"

test.each(["chrome", "foo bar", "chrome 999", "supports nope", "> 1% in XX", "not ie 11", "chrome >", ","])(
  "“%s” is refused with browserslist's own reason",
  (query) => {
    expect(() => selectVersions(query)).toThrow(/browserslist says: /)
  },
)

test("a query has at most 500 characters", () => {
  const query = `chrome 100, ${" ".repeat(maxQueryLength)}chrome 101`
  expect(() => selectVersions(query)).toThrow(`${query.length} characters; 500`)
})

test("statistics in the working directory or the environment change nothing", () => {
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
