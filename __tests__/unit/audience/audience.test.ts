import { measureAudience, regionAudience } from "#audience/audience"
import { InvalidAudience } from "#audience/invalid-audience"
import { regionCodes } from "#audience/regions"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const shareOf = (audience: ReturnType<typeof regionAudience>, browser: string) =>
  audience.shares.filter((part) => part.browser === browser).reduce((sum, { share }) => sum + share, 0)

test("shares add up to 1 for identified visits, and with unknown for all visits, in every region", () => {
  for (const audience of ["world", ...regionCodes(catalog)]) {
    for (const basis of ["all", "known"] as const) {
      // One region has no usage data at all, so all of its visits are unknown.
      if (basis === "known" && regionAudience({ audience }).unknown === 1) continue
      const { of, shares, unknown } = regionAudience({ audience, of: basis })
      expect(of).toBe(basis)
      const sum = shares.reduce((total, { share }) => total + share, basis === "all" ? unknown : 0)
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9)
      expect(unknown).toBeGreaterThanOrEqual(0)
    }
  }
})

test("counts browsers without support data, such as Internet Explorer, as unknown", () => {
  const china = regionAudience({ audience: "CN" })
  expect(china.unknown).toBe(regionAudience({ audience: "CN", of: "all" }).unknown)
  const { ie = {} } = catalog.regions.CN ?? {}
  const ieShare = Object.values(ie).reduce((sum, share) => sum + share, 0)
  expect(ieShare).toBeGreaterThan(0.01)
  expect(china.unknown).toBeGreaterThan(ieShare)
  expect(regionAudience({ audience: "CN", browsers: "ie 11" }).unknown).toBe(1)
})

test("the basis is identified visits by default, and all visits if no visit is identified", () => {
  const all = regionAudience({ audience: "DE", of: "all" })
  const known = regionAudience({ audience: "DE" })
  expect(known).toEqual(regionAudience({ audience: "DE", of: "known" }))
  expect(regionAudience({ audience: "CX" })).toMatchObject({ of: "all", shares: [], unknown: 1 })
  expect(shareOf(known, "firefox")).toBeCloseTo(shareOf(all, "firefox") / (1 - all.unknown), 12)
})

test("a browserslist query keeps only matching browsers and scales their shares to a sum of 1", () => {
  const germany = regionAudience({ audience: "DE" })
  const narrowed = regionAudience({ audience: "DE", browsers: "firefox > 0, safari > 0" })
  expect(new Set(narrowed.shares.map(({ browser }) => browser))).toEqual(new Set(["firefox", "safari"]))
  const ratio = shareOf(germany, "firefox") / shareOf(germany, "safari")
  expect(shareOf(narrowed, "firefox") / shareOf(narrowed, "safari")).toBeCloseTo(ratio, 9)
})

test.each([
  [{ browsers: "ie 6" }, "browsers", /No visits in the audience “World” match “ie 6”/],
  [{ audience: "CN", browsers: "ie 11", of: "known" as const }, "of", /“known” keeps no visits/],
])("rejects %j with the parameter and the reason", (choice, parameter, message) => {
  expect(() => regionAudience(choice)).toThrow(expect.objectContaining({ parameter }))
  expect(() => regionAudience(choice)).toThrow(message)
})

test.each(["XX", "Germny", "__proto__", ""])(
  "throws a plain error for %j, since callers validate the region first",
  (audience) => {
    expect(() => regionAudience({ audience })).toThrow(`“${audience}” is not a region.`)
    expect(() => regionAudience({ audience })).not.toThrow(InvalidAudience)
  },
)

test.each([
  ["UK", "GB"],
  ["hong kong", "HK"],
  ["Cote d'Ivoire", "CI"],
  ["turkiye", "TR"],
  ["Bosnia and Herzegovina", "BA"],
  ["South Korea", "KR"],
  ["alt-EU", "alt-eu", "Europe"],
  ["germany", "DE", "Germany"],
  ["de", "DE", "Germany"],
])("resolves %s to the region %s", (text, id, label = expect.any(String)) => {
  expect(regionAudience({ audience: text })).toMatchObject({ id, label, kind: "region" })
})

test("defaults to the world", () => {
  expect(regionAudience({})).toMatchObject({ id: "world", label: "World", kind: "world" })
})

test("rejects a browserslist query for an audience without a known browser", () => {
  expect(() => regionAudience({ audience: "CX", browsers: "defaults" })).toThrow(
    /^All browsers in the audience “.+” are unknown/,
  )
})

test("lists the versions of a query without support data, with their share of the whole audience", () => {
  const { notMeasured, unknown } = regionAudience({ audience: "IN", browsers: "defaults, kaios 2.5" })
  const share = catalog.regions.IN?.kaios?.["2.5"] ?? 0
  expect(share).toBeGreaterThan(0)
  expect(notMeasured.find(({ id }) => id === "kaios")).toEqual({
    id: "kaios",
    name: "KaiOS Browser",
    versions: expect.arrayContaining(["2.5"]),
    share: expect.closeTo(share, 9),
  })
  expect(unknown).toBeGreaterThan(0)
  // caniuse has no visits with Opera Mini, but the browserslist query selects Opera Mini.
  expect(notMeasured).toContainEqual({ id: "op_mini", name: "Opera Mini", versions: ["all"], share: 0 })
  expect(regionAudience({}).notMeasured).toEqual([])
  expect(regionAudience({ browsers: "chrome 120" }).notMeasured).toEqual([])
  expect(regionAudience({ audience: "CN", browsers: "ie 11" })).toMatchObject({
    of: "all",
    notMeasured: [{ id: "ie", name: "Internet Explorer", versions: ["11"] }],
  })
})

test.each([
  "baseline widely available",
  "baseline newly available",
  "baseline 2022",
  "baseline widely available on 2024-06-01",
  "Baseline 2021, not chrome 120",
])("“%s” includes browsers that are built on Chromium", (browsers) => {
  const complete = browsers.replace(/^[^,]+/, "$& with downstream")
  expect(regionAudience({ browsers }).shares).toEqual(regionAudience({ browsers: complete }).shares)
  expect(shareOf(regionAudience({ browsers }), "samsunginternet_android")).toBeGreaterThan(0)
})

test("names the browsers that the unknown share consists of", () => {
  const visits = {
    usage: { chrome: { "120": 90 }, ie: { "11": 3, "10": 1 }, op_mini: { all: 2 } },
    unknown: 4,
  }
  const identity = { id: "x", label: "X", kind: "saved" as const, key: "x" }
  const { unknown, unknownBrowsers } = measureAudience(identity, visits, {}, catalog)
  expect(unknown).toBeCloseTo(0.1, 12)
  expect(unknownBrowsers).toEqual([
    { id: "ie", name: "Internet Explorer", share: 0.04 },
    { id: "op_mini", name: "Opera Mini", share: 0.02 },
  ])
})
