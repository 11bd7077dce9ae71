import type { Audience } from "#audience/audience"
import { regionAudience } from "#audience/audience"
import type { Feature } from "#catalog/catalog"
import { baselineReach, baselineTargets } from "#reach/baseline-reach"
import {
  blockersOf,
  distribute,
  reachByBrowser,
  reachOf,
  stackSupport,
  supportedSince,
  supportOf,
} from "#reach/reach"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const feature = (id: string) => catalog.feature(id) as Feature
const team: Audience = {
  id: "team",
  label: "Team",
  kind: "region",
  browsers: null,
  of: "all",
  shares: [
    { browser: "chrome", version: "120", share: 0.5 },
    { browser: "safari_ios", version: "15.3", share: 0.2 },
    { browser: "opera", version: "92", share: 0.1 },
    { browser: "firefox", version: "120", share: 0.1 },
  ],
  unknown: 0.1,
  lowerBounds: 0,
  unknownBrowsers: [],
  notMeasured: [],
}

test("divides visits into supporting, not supporting and unknown versions", () => {
  // :has() works since Chrome 105, Safari 15.4 and Firefox 121; Opera 92 is Chromium 106.
  const { reach, lost, unknown } = reachOf(distribute(team, catalog), feature("has"))
  expect(reach).toBeCloseTo(0.6, 12)
  expect(lost).toBeCloseTo(0.3, 12)
  expect(unknown).toBe(0.1)
  expect(blockersOf(team, feature("has"), catalog).map(({ browser }) => browser)).toEqual([
    "safari_ios",
    "firefox",
  ])
})

test("a version with some parts, or with a prefix, has partial support", () => {
  const audience: Audience = {
    ...team,
    of: "known",
    shares: [
      { browser: "chrome", version: "157", share: 0.5 },
      { browser: "safari", version: "17", share: 0.3 },
      { browser: "firefox", version: "60", share: 0.2 },
    ],
  }
  const distribution = distribute(audience, catalog)
  // Chrome 157 lacks 2 of 325 parts of anchor positioning. Safari 17 and Firefox 60 have none.
  expect(reachOf(distribution, feature("anchor-positioning"))).toEqual({
    reach: 0,
    partial: expect.closeTo(0.5, 12),
    lost: expect.closeTo(0.5, 12),
    unknown: 0.1,
  })
  // Safari 17 has `-webkit-backdrop-filter`.
  expect(supportOf(catalog, feature("backdrop-filter"), "safari", "17")).toBe("partial")
  expect(supportOf(catalog, feature("backdrop-filter"), "safari", "18")).toBe("full")
  expect(supportOf(catalog, feature("backdrop-filter"), "firefox", "60")).toBe("none")
  expect(blockersOf(audience, feature("backdrop-filter"), catalog)).toEqual([
    { browser: "safari", version: "17", share: 0.3, support: "partial" },
    { browser: "firefox", version: "60", share: 0.2, support: "none" },
  ])
})

test("a stack reaches exactly the versions that support all of its features", () => {
  const audience = regionAudience({ audience: "US" })
  const distribution = distribute(audience, catalog)
  for (let start = 0; start + 5 < catalog.features.length; start += 7) {
    const members = [0, 1, 3, 5].map((step) => catalog.features[start + step] as Feature)
    const { reach, partial } = reachOf(distribution, stackSupport(members))
    const levelsOf = ({ browser, version }: (typeof audience.shares)[number]) =>
      members.map((member) => supportOf(catalog, member, browser, version))
    const sumOf = (matches: (entry: (typeof audience.shares)[number]) => boolean) =>
      audience.shares.filter(matches).reduce((sum, { share }) => sum + share, 0)
    const full = sumOf((entry) => levelsOf(entry).every((level) => level === "full"))
    const some = sumOf((entry) => levelsOf(entry).every((level) => level !== "none"))
    expect(Math.abs(reach - full)).toBeLessThan(1e-9)
    expect(Math.abs(reach + partial - some)).toBeLessThan(1e-9)
  }
})

test("a stack can lose more visits than each of its features", () => {
  // Firefox 120 lacks :has(), and Safari 15.3 lacks both.
  const distribution = distribute(team, catalog)
  expect(reachOf(distribution, stackSupport([feature("has"), feature("subgrid")])).reach).toBeCloseTo(0.5, 12)
})

test("the figures by browser add up to the browser's share, and to the total figures", () => {
  const audience = regionAudience({ audience: "DE" })
  const rows = reachByBrowser(audience, feature("anchor-positioning"), catalog)
  for (const { share, reach, partial, lost } of rows) {
    expect(Math.abs(reach + partial + lost - share)).toBeLessThan(1e-12)
  }
  const total = reachOf(distribute(audience, catalog), feature("anchor-positioning"))
  for (const figure of ["reach", "partial", "lost"] as const) {
    expect(rows.reduce((sum, row) => sum + row[figure], 0)).toBeCloseTo(total[figure], 9)
  }
})

test("returns the first version that supports a feature, also for downstream browsers", () => {
  const { support } = feature("has")
  expect(supportedSince(catalog, support, "firefox")).toBe("121")
  expect(supportedSince(catalog, support, "opera")).toBe("91")
  expect(supportOf(catalog, feature("has"), "opera", "90")).toBe("none")
  expect(supportedSince(catalog, [-1, -1, -1, -1, -1, -1, -1], "chrome")).toBeNull()
})

test("later Baseline years reach fewer visits, and newly available fewer than widely available", () => {
  const { widely, newly, years } = baselineReach(
    distribute(regionAudience({}), catalog),
    baselineTargets(catalog),
  )
  expect(years[0]?.year).toBe(2015)
  const shares = years.map(({ share }) => share)
  expect(shares).toEqual([...shares].sort((a, b) => b - a))
  expect(widely).toBeGreaterThan(newly)
  expect(newly).toBe(shares.at(-1))
})
