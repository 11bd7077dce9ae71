import { regionAudience } from "#audience/audience"
import { parseBrowserVersion } from "#audience/browser-version"
import { selectVersions } from "#audience/browserslist"
import { toBrowserId } from "#catalog/browsers"
import { normalizeVersion } from "#catalog/version"
import { holdingBack, recommendedVersions } from "#reach/target-figures"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test.each([
  ["world", 90],
  ["DE", 95],
  ["US", 80],
  ["IN", 97.5],
])("in %s the query for %d percent selects the covered versions in browserslist", (id, cover) => {
  const audience = regionAudience({ audience: id })
  const target = recommendedVersions(audience, catalog, cover / 100)
  expect(target.cover).toBeCloseTo(cover / 100, 9)
  expect(target.share).toBeGreaterThanOrEqual(target.cover)
  // “>=” does not select unreleased versions in browserslist.
  const named = new Set(
    [...selectVersions(`${target.browserslist}, unreleased versions`)].map((version) => {
      const [browser, range = ""] = version.split(" ")
      const id = toBrowserId(browser ?? "")
      return id && `${id} ${parseBrowserVersion(id, normalizeVersion(range))?.version}`
    }),
  )
  const covered = audience.shares
    .filter(({ browser, version }) => named.has(`${browser} ${version}`))
    .reduce((sum, { share }) => sum + share, 0)
  expect(covered).toBeCloseTo(target.share, 6)
})

test("offers no query that misses its share, and names the reason", () => {
  const audience = {
    ...regionAudience({ audience: "DE" }),
    shares: [
      { browser: "chrome", version: "140", share: 0.9 },
      { browser: "facebook_android", version: "500", share: 0.1 },
    ] as const,
  }
  expect(recommendedVersions(audience, catalog, 0.95)).toMatchObject({
    share: 0.9,
    browserslist: null,
    reason: "The versions that browserslist can name cover 90.0% of identified visits, less than 95.0%.",
  })
  expect(recommendedVersions(audience, catalog, 0.9)).toMatchObject({
    browserslist: "chrome >= 140",
    reason: null,
  })
})

test.each(["RU", "KR"])(
  "in %s the recommended versions are modern, although many visits are unknown",
  (id) => {
    const audience = regionAudience({ audience: id })
    expect(audience.unknown).toBeGreaterThan(0.1)
    const { share, browserslist } = recommendedVersions(audience, catalog, 0.95)
    expect(share).toBeGreaterThanOrEqual(0.95)
    expect(Number(/chrome >= (\d+)/.exec(String(browserslist))?.[1])).toBeGreaterThan(90)
  },
)

test("lists the versions behind Baseline widely available, largest share first", () => {
  const behind = holdingBack(regionAudience({ audience: "DE" }), catalog)
  expect(behind).toHaveLength(10)
  expect(behind.map(({ share }) => share)).toEqual(behind.map(({ share }) => share).sort((a, b) => b - a))
})
