import { rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { maxQueryLength, noteOnQuery, selectVersions } from "#audience/browserslist"
import { parseBrowserslistText } from "#audience/browserslist-text"

test.each(["chrome", "foo bar", "chrome 999", "supports nope", "> 1% in XX", "not ie 11", "chrome >", ","])(
  "rejects “%s” with the reason that browserslist gives",
  (query) => {
    expect(() => selectVersions(query)).toThrow(/^Invalid browserslist query: /)
  },
)

test("rejects a query of more than 2,000 characters", () => {
  const query = `chrome 100, ${" ".repeat(maxQueryLength)}chrome 101`
  expect(() => selectVersions(query)).toThrow(
    `The query has ${query.length} characters. The maximum is 2000.`,
  )
})

test.each([
  ["lines", "> 1%\nlast 2 versions\nnot dead"],
  ["lines of Windows", "> 1%\r\nlast 2 versions\r\nnot dead\r\n"],
  [
    "comments and blank lines",
    "# Browsers that we support\n\n> 1% # of the world\nlast 2 versions,\n  not dead\n",
  ],
  [
    "a section for production",
    "[development]\nlast 1 chrome version\n[production]\n> 1%\nlast 2 versions\nnot dead\n",
  ],
  ["a section with several names", "[modern production]\n> 1%, last 2 versions\nnot dead\n[ssr]\nchrome 100"],
  ["lines before a section", "> 1%\nlast 2 versions\nnot dead\n[development]\nlast 1 chrome version"],
  ["a list in JSON", '["> 1%", "last 2 versions", "not dead"]'],
  [
    "environments in JSON",
    '{ "production": ["> 1%", "last 2 versions, not dead"], "development": ["chrome 100"] }',
  ],
  ["a package.json", '{ "name": "shop", "browserslist": ["> 1%", "last 2 versions", "not dead"] }'],
  ["a part of a package.json", '"browserslist": [\n  "> 1%",\n  "last 2 versions",\n  "not dead"\n],'],
])("reads %s", (_, text) => {
  expect(parseBrowserslistText(text)).toBe("> 1%, last 2 versions, not dead")
})

test.each([
  ["[modern]\nchrome 100\n[legacy]\nie 11", /has the environments “modern”, “legacy”, but not “production”/],
  ['["> 1%", 5]', /must contain only texts, but this one contains 5\./],
  ['["> 1%", "last 2 versions"', /^This is not valid JSON: /],
  ["[production]\nchrome 100\n[production]\nchrome 101", /Duplicate section production/],
])("rejects the configuration %j", (text, message) => {
  expect(() => parseBrowserslistText(text)).toThrow(message)
})

test("reports versions that caniuse does not list, instead of rejecting them", () => {
  const query = "op_mob 64, ios_saf 12.3, chrome 120, not chrome 3"
  expect([...selectVersions(query)]).toEqual(["chrome 120"])
  expect(noteOnQuery(query)).toBe(
    "caniuse does not list op_mob 64, ios_saf 12.3, chrome 3, so these queries match nothing.",
  )
  expect(noteOnQuery("chrome 120, and_chr 91")).toBeUndefined()
})

test("rejects a version above the newest release beside a version that caniuse does not list", () => {
  expect(() => selectVersions("op_mob 64, chrome 999")).toThrow(/Unknown version 999 of chrome/)
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
