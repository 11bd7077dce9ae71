import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import browserslist from "browserslist"
import { longestQuery, selectVersions } from "../../../src/audience/browserslist"

test.each([
  "defaults",
  "last 2 versions",
  "last 2 major versions",
  "> 0.5% in DE, not dead",
  "cover 95% in alt-eu",
  "fully supports es6-module and last 3 years",
  "baseline widely available",
  "baseline 2022 with downstream",
  "since 2022-03",
  "Firefox ESR",
  "iOS 15-17",
  "electron 30.0",
  "unreleased chrome versions",
  "op_mini all",
  "safari tp",
])("“%s” names what browserslist says", (query) => {
  expect([...selectVersions(query)]).toEqual(browserslist(query))
})

test.each([
  "extends foo",
  "extends ./package.json",
  "browserslist config",
  "current node",
  "node 18",
  "maintained node versions",
  "last 2 node versions",
  "> 1% in my stats",
  "> 1% in browserslist-config-x stats",
  "cover 90% in my stats",
  "cover 90% in foo stats",
  "defaults, extends foo",
  "chrome > 100 and EXTENDS  foo",
])("“%s” is refused, since it reads more than the data", (query) => {
  expect(() => selectVersions(query)).toThrow(/is not taken/)
})

test.each(["chrome", "foo bar", "chrome 999", "supports nope", "> 1% in XX", "not ie 11", "chrome >", ","])(
  "“%s” is refused with browserslist's own reason",
  (query) => {
    expect(() => selectVersions(query)).toThrow(/browserslist says: /)
  },
)

test("a query has at most 500 characters", () => {
  const query = `chrome 100, ${" ".repeat(longestQuery)}chrome 101`
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
