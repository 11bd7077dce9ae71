import type { Audience } from "#audience/audience"
import { regionAudience } from "#audience/audience"
import { regionCodes } from "#audience/regions"
import type { Feature } from "#catalog/catalog"
import {
  baselineReach,
  baselineTargets,
  blockersOf,
  distribute,
  isSupported,
  reachByBrowser,
  reachOf,
  stackSupport,
  supportedSince,
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
}

test("divides visits into supporting, not supporting and unknown versions", () => {
  // :has() works since Chrome 105, Safari 15.4 and Firefox 121; Opera 92 is Chromium 106.
  const { reach, lost, unknown } = reachOf(distribute(team, catalog), feature("has").support)
  expect(reach).toBeCloseTo(0.6, 12)
  expect(lost).toBeCloseTo(0.3, 12)
  expect(unknown).toBe(0.1)
  expect(blockersOf(team, feature("has").support, catalog).map(({ browser }) => browser)).toEqual([
    "safari_ios",
    "firefox",
  ])
})

test("reach, lost and unknown are fractions that add up to 1, for every region and feature", () => {
  for (const region of ["world", ...regionCodes(catalog)]) {
    const distribution = distribute(regionAudience({ audience: region }), catalog)
    for (const { support } of catalog.features) {
      const { reach, lost, unknown } = reachOf(distribution, support)
      if (Math.abs(reach + lost + unknown - 1) > 1e-9 || Math.min(reach, lost, unknown) < 0 || reach > 1) {
        throw new Error(`${region}: ${reach} + ${lost} + ${unknown}`)
      }
    }
  }
})

test("a stack reaches exactly the versions that support all of its features", () => {
  const audience = regionAudience({ audience: "US" })
  const distribution = distribute(audience, catalog)
  for (let start = 0; start + 5 < catalog.features.length; start += 7) {
    const members = [0, 1, 3, 5].map((step) => catalog.features[start + step] as Feature)
    const { reach } = reachOf(distribution, stackSupport(members.map(({ support }) => support)))
    const minReach = Math.min(...members.map(({ support }) => reachOf(distribution, support).reach))
    expect(reach).toBeLessThanOrEqual(minReach)
    const expected = audience.shares
      .filter(({ browser, version }) =>
        members.every(({ support }) => isSupported(catalog, support, browser, version)),
      )
      .reduce((sum, { share }) => sum + share, 0)
    expect(Math.abs(reach - expected)).toBeLessThan(1e-9)
  }
})

test("a stack can lose more visits than each of its features", () => {
  // Firefox 120 lacks :has(), and Safari 15.3 lacks both.
  const distribution = distribute(team, catalog)
  const both = stackSupport([feature("has").support, feature("subgrid").support])
  expect(reachOf(distribution, both).reach).toBeCloseTo(0.5, 12)
})

test("reach and lost by browser add up to the browser's share, and to the total reach", () => {
  const audience = regionAudience({ audience: "DE" })
  const { support } = feature("container-queries")
  const rows = reachByBrowser(audience, support, catalog)
  for (const { share, reach, lost } of rows) expect(Math.abs(reach + lost - share)).toBeLessThan(1e-12)
  const total = rows.reduce((sum, { reach }) => sum + reach, 0)
  expect(Math.abs(total - reachOf(distribute(audience, catalog), support).reach)).toBeLessThan(1e-9)
})

test("returns the first version that supports a feature, also for downstream browsers", () => {
  const { support } = feature("has")
  expect(supportedSince(catalog, support, "firefox")).toBe("121")
  expect(supportedSince(catalog, support, "opera")).toBe("91")
  expect(isSupported(catalog, support, "opera", "90")).toBe(false)
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
