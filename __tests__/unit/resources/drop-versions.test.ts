import browserslist from "browserslist"
import * as v from "valibot"
import { regionAudience } from "#audience/audience"
import type { Feature } from "#catalog/catalog"
import { compareVersions } from "#catalog/version"
import { supportOf } from "#reach/reach"
import { withoutVersionsBelow } from "#reach/without-versions"
import { resources } from "#resources"
import { InvalidParameter } from "#resources/invalid-parameter"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const sum = (shares: readonly { share: number }[]) => shares.reduce((total, { share }) => total + share, 0)

const { parameters, resolve, response } = resources.browser

test.each([
  ["DE", "known", "safari_ios", "17"],
  ["world", "all", "chrome", "120"],
] as const)(
  "in %s (of=%s) dropping %s below %s gains the features that only then meet the target",
  async (audience, of, id, below) => {
    const result = await resolve({ id, below, audience, of })
    expect(v.safeParse(response, result).issues).toBeUndefined()
    const dropped = result.versions.filter(({ version }) => compareVersions(version, below) < 0)
    const share = sum(dropped)
    expect(share).toBeGreaterThan(0)
    expect(result.below).toMatchObject({ version: below, share: expect.closeTo(share, 8) })
    expect(result.below?.gained.length).toBeGreaterThan(0)
    expect(result.below?.gainedFeatures.map((feature) => feature.id)).toEqual(result.below?.gained)
    const { shares } = regionAudience({ audience, of })
    for (const { id: feature, reach, reachWithout } of result.below?.gainedFeatures ?? []) {
      const now = await resources.feature.resolve({ id: feature, audience, of })
      expect(reach).toBe(now.reach)
      expect(reach).toBeLessThan(0.95)
      const kept = shares.filter(
        (entry) => entry.browser !== id || compareVersions(entry.version, below) >= 0,
      )
      const supporting = kept.filter(
        ({ browser, version }) =>
          supportOf(catalog, catalog.feature(feature) as Feature, browser, version) === "full",
      )
      expect(reachWithout).toBeCloseTo(sum(supporting) / (1 - share), 6)
      expect(reachWithout).toBeGreaterThanOrEqual(0.95)
    }
  },
)

test("the target decides which features are gained", async () => {
  const gained = async (target: number) =>
    (await resolve({ id: "safari_ios", below: "17", target })).below?.gained
  expect(await gained(98)).not.toEqual(await gained(95))
  expect(await gained(0)).toEqual([])
})

test("the query of browserslist has none of the dropped versions", async () => {
  const { below } = await resolve({ id: "safari_ios", below: "17", browsers: "last 9 versions, > 0.1%" })
  const versions = browserslist(below?.browserslist ?? "").filter((name) => name.startsWith("ios_saf"))
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.filter((name) => Number.parseFloat(name.split(" ")[1] ?? "") < 17)).toEqual([])
  expect((await resolve({ id: "safari", below: "16" })).below?.browserslist).toBe("defaults, not safari < 16")
})

test("an audience without remaining visits gains nothing", async () => {
  const all = await resolve({ id: "safari", below: "18", browsers: "safari 15.6" })
  expect(all.below).toMatchObject({ share: 1, gained: [] })
})

test("the remaining shares and the unknown share are fractions of the remaining visits", () => {
  for (const basis of ["known", "all"] as const) {
    const audience = regionAudience({ audience: "DE", of: basis })
    const { share, remaining } = withoutVersionsBelow(audience, "safari_ios", "18")
    expect(sum(remaining?.shares ?? []) + (basis === "all" ? (remaining?.unknown ?? 0) : 0)).toBeCloseTo(1, 9)
    expect(share).toBeGreaterThan(0)
    expect(remaining?.unknown).toBeGreaterThan(audience.unknown)
  }
})

test.each([
  ["99", /^There is no Safari 99. The newest version is \d/],
  ["22", /^There is no Safari 22. The nearest versions are 18\.\d and 26/],
])("refuses the version %s of Safari, which does not exist", async (below, message) => {
  await expect(resolve({ id: "safari", below })).rejects.toThrow(InvalidParameter)
  await expect(resolve({ id: "safari", below })).rejects.toThrow(message)
  await expect(resolve({ id: "safari", version: below })).rejects.toThrow(message)
})

test.each(["≤15", "<16", "15.x", "16+", "tp", "TP", "-1", "0x10", "Safari 15"])(
  "refuses “%s” with an example",
  (below) => {
    const result = v.safeParse(parameters, { below })
    expect(result.issues?.[0].message).toBe(
      `Must be the first version to keep, such as 16 or 15.4, not “${below}”.`,
    )
  },
)

test("accepts a version with a patch", async () => {
  const { below } = await resolve({ id: "safari", ...v.parse(parameters, { below: " 16.0.1 " }) })
  expect(below?.version).toBe("16")
})
