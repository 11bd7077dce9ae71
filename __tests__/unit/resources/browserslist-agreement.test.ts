import browserslist from "browserslist"
import { selectVersions } from "../../../src/audience/browserslist"
import { type BrowserId, toBrowserId } from "../../../src/catalog/browsers"
import { normalizeVersion } from "../../../src/catalog/version"
import { isSupported } from "../../../src/reach/reach"
import { resources } from "../../../src/resources"
import { listFeatures } from "../../../src/resources/features"
import { provideCatalog } from "../../support/catalog"

const catalog = provideCatalog()

/** The queries that browserslist's documentation shows, and the ones in the README that it ships. */
const documented = [
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
  "last 2 electron versions",
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
  "PhantomJS 2.1",
  "unreleased versions",
  "unreleased Chrome versions",
  "> 0.5%, last 2 versions, Firefox ESR, not dead",
  "last 1 version or > 1%",
  "last 100 versions and > 0.1%",
  "defaults, not ie <= 8",
  "last 2 versions, not dead, safari >= 15.4",
]

interface Selected {
  browser: BrowserId | undefined
  version: string
  visits: number
}

/** The versions with visits that browserslist itself says are in. */
function selectedBy(query: string): Selected[] {
  return browserslist(query, { path: false as never, stats: {} }).flatMap((named) => {
    const [id = "", range = ""] = named.split(" ")
    const visits = catalog.world[id]?.[range] ?? 0
    return visits > 0 ? [{ browser: toBrowserId(id), version: normalizeVersion(range), visits }] : []
  })
}

const isKnown = ({ browser, version }: Selected) => browser && catalog.rank(browser, version) !== undefined
const sum = (entries: readonly Selected[]) => entries.reduce((total, { visits }) => total + visits, 0)
const cases = documented.map((query) => ({ query, selected: selectedBy(query) }))

test("the documented queries name versions with visits, but for the oldest", async () => {
  const without = cases.filter(({ selected }) => selected.length === 0).map(({ query }) => query)
  expect(cases.length - without.length).toBeGreaterThan(35)
  for (const query of without) {
    await expect(resources.audience.resolve({ slug: "world", browsers: query })).rejects.toThrow(
      /without any visits/,
    )
  }
})

test.each(cases.filter(({ selected }) => selected.length > 0))(
  "“$query”: an audience has the versions that browserslist says",
  async ({ query, selected }) => {
    const { browsers, unknown } = await resources.audience.resolve({ slug: "world", browsers: query })
    const inAudience = browsers.flatMap(({ id, versions }) =>
      versions.map(({ version }) => `${id} ${version}`),
    )
    const known = selected.filter(isKnown)
    expect(new Set(inAudience)).toEqual(new Set(known.map(({ browser, version }) => `${browser} ${version}`)))
    expect(unknown).toBeCloseTo(1 - sum(known) / sum(selected), 6)
  },
)

test.each(cases.filter(({ selected }) => selected.length > 0))(
  "“$query”: every feature reaches the versions of these that have it",
  async ({ query, selected }) => {
    const { items } = await listFeatures({ browsers: query })
    expect(items).toHaveLength(catalog.features.length)
    for (const { id, reach } of items) {
      const support = catalog.feature(id)?.support ?? []
      const reached = selected.filter(
        ({ browser, version }) => browser && isSupported(catalog, support, browser, version),
      )
      expect(Math.abs(reach - sum(reached) / sum(selected))).toBeLessThan(1e-6)
    }
  },
)

test.each([
  "maintained node versions",
  "> 5% in my stats",
  "extends browserslist-config-mycompany",
  "current node",
])("“%s” reads more than the data, and is refused", (query) => {
  expect(() => selectVersions(query)).toThrow(/is not taken/)
})
