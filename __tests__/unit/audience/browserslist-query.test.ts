import browserslist from "browserslist"
import { maxQueryLength } from "#audience/browserslist"
import { browserslistQuery } from "#audience/browserslist-query"
import { browserIds } from "#catalog/browsers"
import { supportedSince } from "#reach/reach"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const browsersOf = (id: string) => {
  const support = catalog.feature(id)?.support ?? []
  return browserIds.map((browser) => ({
    id: browser,
    supportedSince: supportedSince(catalog, support, browser),
  }))
}

test("browserslist accepts the query of every feature, and the query is not too long for this site", () => {
  let tried = 0
  for (const { id } of catalog.features) {
    const query = browserslistQuery(browsersOf(id))
    if (query === undefined) continue
    expect(query.length).toBeLessThanOrEqual(maxQueryLength)
    expect(() => browserslist(query)).not.toThrow()
    tried++
  }
  expect(tried).toBeGreaterThan(1_000)
})

test("the query contains the versions that support a feature, and no older ones", () => {
  const query = browserslistQuery(browsersOf("has")) ?? ""
  const versions = browserslist(query)
  expect(versions).toContain("safari 15.4")
  expect(versions).not.toContain("safari 15.2-15.3")
  expect(versions).toContain("firefox 121")
  expect(versions).not.toContain("firefox 120")
  expect(browserslistQuery([{ id: "chrome", supportedSince: null }])).toBeUndefined()
})
