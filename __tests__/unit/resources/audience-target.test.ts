import { regionAudience } from "#audience/audience"
import { parseBrowserVersion } from "#audience/browser-version"
import { selectVersions } from "#audience/browserslist"
import { toBrowserId } from "#catalog/browsers"
import { normalizeVersion } from "#catalog/version"
import { holdingBack, targetOf } from "#reach/target-figures"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test.each([
  ["world", 90],
  ["DE", 95],
  ["US", 80],
  ["IN", 97.5],
])("in %s the query for %d percent selects the covered versions in browserslist", (id, cover) => {
  const audience = regionAudience({ audience: id })
  const target = targetOf(audience, catalog, cover)
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

test("lists the versions behind Baseline widely available, largest share first", () => {
  const behind = holdingBack(regionAudience({ audience: "DE" }), catalog)
  expect(behind).toHaveLength(10)
  expect(behind.map(({ share }) => share)).toEqual(behind.map(({ share }) => share).sort((a, b) => b - a))
})
