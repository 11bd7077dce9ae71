import { findRegion, regionCodes } from "#audience/regions"
import { suggestRegions, unknownAudienceMessage } from "#search/region-suggestions"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test.each([
  ["EU", "alt-eu"],
  ["uae", "AE"],
  ["U.S.A.", "US"],
  ["america", "US"],
  ["Great Britain", "GB"],
  ["Holand", "NL"],
  ["Czech Republic", "CZ"],
  ["Turkey", "TR"],
  ["global", "world"],
  ["Worldwide", "world"],
])("suggests for %s first %s", (text, code) => {
  expect(suggestRegions(text)[0]).toBe(code)
})

test.each([
  ["Deutschland", "DE"],
  ["Deutchland", "DE"],
  ["Espana", "ES"],
  ["Österreich", "AT"],
  ["日本", "JP"],
])("suggests for the local name %s only %s", (text, code) => {
  expect(suggestRegions(text)).toEqual([code])
})

test.each([
  ["korea", ["KR", "KP"]],
  ["congo", ["CG", "CD"]],
  ["virgin islands", ["VG", "VI"]],
  ["America", ["US", "alt-na", "alt-sa"]],
  ["DEU", ["DE"]],
  ["Phil", ["PH"]],
])("suggests for the part of a name %s the regions %j", (text, codes) => {
  expect(suggestRegions(text)).toEqual(codes)
})

test.each([
  ["Germnay", ["DE"]],
  ["Wrld", ["world"]],
  ["Saint Lucia", ["LC"]],
  ["Kazachstan", ["KZ"]],
])("suggests for the typo %s the regions %j", (text, codes) => {
  expect(suggestRegions(text)).toEqual(codes)
})

test.each(["", "&", "u", "xx", "CHE", "🚀", "berlin", "rain", "persia", "acme-shop", "x".repeat(16_000)])(
  "has no suggestions for %.40j",
  (text) => {
    expect(suggestRegions(text)).toEqual([])
    expect(unknownAudienceMessage(text)).not.toContain("Did you mean")
  },
)

test("suggests at most five audiences, all of which exist", () => {
  const codes = ["world", ...regionCodes(catalog)]
  for (const text of ["islands", "new", "saint", "a", "north", "gui"]) {
    const suggestions = suggestRegions(text)
    expect(suggestions.length).toBeLessThanOrEqual(5)
    for (const code of suggestions) expect(codes).toContain(code)
  }
})

test("does not accept a suggested name as a region", () => {
  for (const text of ["EU", "england", "Deutschland"]) expect(findRegion(text, catalog)).toBeUndefined()
})

test("the error message contains the suggestions", () => {
  expect(unknownAudienceMessage("korea")).toContain("Did you mean South Korea (KR) or North Korea (KP)? Use")
})
