import { findAudience } from "../../../src/audience/audience"
import { InvalidAudience } from "../../../src/audience/invalid-audience"
import { regionCodes } from "../../../src/audience/regions"
import { provideCatalog } from "../../support/catalog"

const catalog = provideCatalog()
const shareOf = (audience: ReturnType<typeof findAudience>, browser: string) =>
  audience.shares.filter((part) => part.browser === browser).reduce((sum, { share }) => sum + share, 0)

test("the shares of every audience and its unknown add up to 1", () => {
  for (const audience of ["world", ...regionCodes(catalog)]) {
    for (const part of ["all", "known"] as const) {
      // There is a region that nobody has counted a visit of: all of it is unknown.
      if (part === "known" && findAudience({ audience }).unknown === 1) continue
      const { shares, unknown } = findAudience({ audience, of: part })
      expect(Math.abs(shares.reduce((sum, { share }) => sum + share, unknown) - 1)).toBeLessThan(1e-9)
      expect(unknown).toBeGreaterThanOrEqual(0)
    }
  }
})

test("Internet Explorer, Opera before Chromium and what nobody tracks are unknown", () => {
  const china = findAudience({ audience: "CN" })
  const { ie = {} } = catalog.regions.CN ?? {}
  const ieShare = Object.values(ie).reduce((sum, share) => sum + share, 0)
  expect(ieShare).toBeGreaterThan(0.01)
  expect(china.unknown).toBeGreaterThan(ieShare)
  expect(findAudience({ audience: "CN", browsers: "ie 11" }).unknown).toBe(1)
})

test("of=known leaves out what is unknown and scales the rest to 1", () => {
  const all = findAudience({ audience: "DE" })
  const known = findAudience({ audience: "DE", of: "known" })
  expect(known.unknown).toBe(0)
  expect(shareOf(known, "firefox")).toBeCloseTo(shareOf(all, "firefox") / (1 - all.unknown), 12)
})

test("a browserslist query narrows the audience to what it names and scales that to 1", () => {
  const germany = findAudience({ audience: "DE" })
  const narrowed = findAudience({ audience: "DE", browsers: "firefox > 0, safari > 0" })
  expect(new Set(narrowed.shares.map(({ browser }) => browser))).toEqual(new Set(["firefox", "safari"]))
  const ratio = shareOf(germany, "firefox") / shareOf(germany, "safari")
  expect(shareOf(narrowed, "firefox") / shareOf(narrowed, "safari")).toBeCloseTo(ratio, 9)
})

test.each([
  [{ browsers: "ie 6" }, "browsers", /without any visits/],
  [{ audience: "CN", browsers: "ie 11", of: "known" as const }, "of", /leaves nobody/],
])("%j is refused with what would be right", (choice, parameter, message) => {
  expect(() => findAudience(choice)).toThrow(expect.objectContaining({ parameter }))
  expect(() => findAudience(choice)).toThrow(message)
})

test.each(["XX", "Germny", "__proto__", ""])("%j is no region, which is the caller's mistake", (audience) => {
  expect(() => findAudience({ audience })).toThrow(`“${audience}” names no region.`)
  expect(() => findAudience({ audience })).not.toThrow(InvalidAudience)
})

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
])("%s is the region %s", (text, id, label = expect.any(String)) => {
  expect(findAudience({ audience: text })).toMatchObject({ id, label, kind: "region" })
})

test("without a name it is the world", () => {
  expect(findAudience({})).toMatchObject({ id: "world", label: "World", kind: "world" })
})

test("an audience without a known browser cannot be narrowed, and says so", () => {
  expect(() => findAudience({ audience: "CX", browsers: "defaults" })).toThrow(/No browser of this audience/)
})
