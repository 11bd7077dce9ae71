import { readFileSync } from "node:fs"
import path from "node:path"
import browserslist from "browserslist"
import { parseBrowserVersion } from "#audience/browser-version"
import { selectVersions } from "#audience/browserslist"
import { type BrowserId, toBrowserId } from "#catalog/browsers"
import type { Feature } from "#catalog/catalog"
import { isVersion, normalizeVersion } from "#catalog/version"
import { supportOf } from "#reach/reach"
import { resources } from "#resources"
import { listFeatures } from "#resources/features-resource"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

const directory = path.dirname(require.resolve("browserslist"))
const readme = readFileSync(path.join(directory, "README.md"), "utf8")
const source = readFileSync(path.join(directory, "index.js"), "utf8")

const kindsOf = (query: string) => browserslist.parse(query).map(({ type }) => type as string)

/** The queries in the README's code blocks and inline code. */
const inReadme = [...readme.matchAll(/```\w+\n([^`]+)```|`([^`\n]+)`/g)]
  .flatMap(([, block, inline]) => (block ?? inline ?? "").split("\n"))
  .map((line) => line.replace(/#.*/, "").replace(/^\s*"?|"?,?\s*$/g, ""))
  .filter((text) => text !== "" && !kindsOf(text).includes("unknown"))

/** Contains at least one query of each kind that browserslist parses and this site accepts. */
const ofEachKind = [
  "defaults",
  "defaults and fully supports es6-module",
  "> 5%",
  ">= 5%",
  "< 5%",
  "<= 5%",
  "> 5% in US",
  "> 5% in alt-AS",
  "cover 99.5%",
  "cover 99.5% in US",
  "dead",
  "last 2 versions",
  "last 2 Chrome versions",
  "last 2 major versions",
  "last 2 iOS major versions",
  "last 2 years",
  "since 2015",
  "since 2015-03",
  "since 2015-03-10",
  "electron 30.0",
  "electron 28.0-30.0",
  "electron >= 30",
  "last 2 electron versions",
  "last 2 electron major versions",
  "unreleased electron versions",
  "supports es6-module",
  "supports css-grid",
  "fully supports css-grid",
  "partially supports css-grid",
  "baseline widely available",
  "baseline newly available",
  "baseline 2022",
  "baseline widely available on 2024-06-01",
  "baseline 2022 with downstream",
  "Firefox ESR",
  "ie 6-8",
  "Firefox > 20",
  "Firefox >= 20",
  "Firefox < 140",
  "Firefox <= 140",
  "iOS 7",
  "iOS 15.6",
  "op_mini all",
  "PhantomJS 1.9",
  "PhantomJS 2.1",
  "unreleased versions",
  "unreleased Chrome versions",
  "> 0.5%, last 2 versions, Firefox ESR, not dead",
  "last 1 version or > 1%",
  "last 100 versions and > 0.1%",
  "defaults, not ie <= 8",
  "last 2 versions, not dead, safari >= 15.4",
]

type Selected = {
  browser: BrowserId | undefined
  version: string
  visits: number
}

/** The versions with visits that browserslist selects. */
function selectedBy(query: string): Selected[] {
  // This site includes browsers that are built on Chromium in Baseline queries.
  const complete = query.replace(/^baseline (?!.*with downstream).*/, "$& with downstream")
  return browserslist(complete, { path: false as never, stats: {} }).flatMap((named) => {
    const [id = "", range = ""] = named.split(" ")
    const visits = catalog.world[id]?.[range] ?? 0
    const browser = toBrowserId(id)
    const normalized = normalizeVersion(range)
    const version =
      browser && isVersion(normalized)
        ? (parseBrowserVersion(browser, normalized)?.version ?? normalized)
        : normalized
    return visits > 0 ? [{ browser, version, visits }] : []
  })
}

const isKnown = ({ browser, version }: Selected) => browser && catalog.rank(browser, version) !== undefined
const sum = (entries: readonly Selected[]) => entries.reduce((total, { visits }) => total + visits, 0)

/** Returns the error message for a query. Returns undefined if the query is accepted. */
function errorOf(query: string): string | undefined {
  try {
    selectVersions(query)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const documented = [...new Set([...inReadme, ...ofEachKind])]
const cases = documented
  .filter((query) => !errorOf(query))
  .map((query) => ({ query, selected: selectedBy(query) }))

test("documented queries select versions with visits, except the oldest and future ones", async () => {
  const without = cases.filter(({ selected }) => selected.length === 0).map(({ query }) => query)
  expect(cases.length - without.length).toBeGreaterThan(35)
  for (const query of without) {
    await expect(resources.audience.resolve({ slug: "world", browsers: query })).rejects.toThrow(
      /No visits in the audience/,
    )
  }
})

test.each(cases.filter(({ selected }) => selected.length > 0))(
  "“$query” selects the versions that browserslist selects, in audiences and features",
  async ({ query, selected }) => {
    const choice = { browsers: query, of: "all" } as const
    const { browsers, unknown } = await resources.audience.resolve({ slug: "world", ...choice })
    const inAudience = browsers.flatMap(({ id, versions }) =>
      versions.map(({ version }) => `${id} ${version}`),
    )
    const known = selected.filter(isKnown)
    expect(new Set(inAudience)).toEqual(new Set(known.map(({ browser, version }) => `${browser} ${version}`)))
    expect(unknown).toBeCloseTo(1 - sum(known) / sum(selected), 6)

    const { items } = await listFeatures(choice)
    expect(items).toHaveLength(catalog.features.length)
    for (const { id, reach } of items) {
      const feature = catalog.feature(id) as Feature
      const reached = selected.filter(
        ({ browser, version }) => browser && supportOf(catalog, feature, browser, version) === "full",
      )
      expect(Math.abs(reach - sum(reached) / sum(selected))).toBeLessThan(1e-6)
    }
  },
)

test("accepts all queries of the README, except those for Node", () => {
  expect(inReadme.length).toBeGreaterThan(3)
  const errors = Object.fromEntries(
    inReadme.map((query) => [query, errorOf(query)]).filter(([, error]) => error),
  )
  expect(errors).toEqual({
    "maintained node versions": expect.stringContaining("“maintained node versions” does not name a browser"),
  })
  expect(ofEachKind.filter(errorOf)).toEqual([])
})

/** Contains at least one query of each kind that this site does not support, with the reason. */
const unsupported = {
  "maintained node versions": "does not name a browser",
  "current node": "does not name a browser",
  "node 18": "does not name a browser",
  "node 18.1": "does not name a browser",
  "node 18.1.0": "does not name a browser",
  "node 18-20": "does not name a browser",
  "node >= 18": "does not name a browser",
  "last 2 node versions": "does not name a browser",
  "last 2 node major versions": "does not name a browser",
  "> 5% in my stats": "reads a file of statistics",
  "> 5% in browserslist-config-mycompany stats": "reads statistics from a package",
  "cover 90% in my stats": "reads a file of statistics",
  "cover 90% in mycompany stats": "reads statistics from a package",
  "extends browserslist-config-mycompany": "reads a package",
  "extends ./package.json": "reads a package",
  "chrome > 100 and EXTENDS  foo": "reads a package",
  "browserslist config": "reads a configuration file",
}

test.each(Object.entries(unsupported))("rejects “%s”: it %s", (query, reason) => {
  expect(errorOf(query)).toContain(`” ${reason} and is not supported.`)
})

test("every kind of query that browserslist parses is compared or rejected above", () => {
  const known = [...source.matchAll(/^ {2}(\w+): \{\n {4}matches:/gm)].map(([, kind]) => kind)
  expect(known).toContain("baseline")
  const tried = new Set([...ofEachKind, ...Object.keys(unsupported)].flatMap(kindsOf))
  expect(known.filter((kind) => kind !== "unknown" && !tried.has(kind ?? ""))).toEqual([])
})
