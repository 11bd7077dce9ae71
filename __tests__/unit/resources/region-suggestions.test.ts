import { findRegion, regionCodes } from "../../../src/audience/regions"
import { suggestRegions, unknownAudienceMessage } from "../../../src/resources/region-suggestions"
import { provideCatalog } from "../../support/catalog"

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
])("%s is what people type for %s", (text, code) => {
  expect(suggestRegions(text)[0]).toBe(code)
})

test.each([
  ["Deutschland", "DE"],
  ["Deutchland", "DE"],
  ["Espana", "ES"],
  ["Österreich", "AT"],
  ["日本", "JP"],
])("%s is what those who live in %s call it", (text, code) => {
  expect(suggestRegions(text)).toEqual([code])
})

test.each([
  ["korea", ["KR", "KP"]],
  ["congo", ["CG", "CD"]],
  ["virgin islands", ["VG", "VI"]],
  ["America", ["US", "alt-na", "alt-sa"]],
  ["DEU", ["DE"]],
  ["Phil", ["PH"]],
])("%s is a part of the names of %j", (text, codes) => {
  expect(suggestRegions(text)).toEqual(codes)
})

test.each([
  ["Germnay", ["DE"]],
  ["Wrld", ["world"]],
  ["Saint Lucia", ["LC"]],
  ["Kazachstan", ["KZ"]],
])("%s is a slip of the pen for %j", (text, codes) => {
  expect(suggestRegions(text)).toEqual(codes)
})

test.each(["", "&", "u", "xx", "CHE", "🚀", "berlin", "rain", "persia", "acme-shop", "x".repeat(16_000)])(
  "nothing is near to %j",
  (text) => {
    expect(suggestRegions(text)).toEqual([])
    expect(unknownAudienceMessage(text)).not.toContain("Did you mean")
  },
)

test("there are at most five, and each is an audience", () => {
  const codes = ["world", ...regionCodes(catalog)]
  for (const text of ["islands", "new", "saint", "a", "north", "gui"]) {
    const nearest = suggestRegions(text)
    expect(nearest.length).toBeLessThanOrEqual(5)
    for (const code of nearest) expect(codes).toContain(code)
  }
})

test("what is only suggested names no audience by itself", () => {
  for (const text of ["EU", "england", "Deutschland"]) expect(findRegion(text, catalog)).toBeUndefined()
})

test("a sentence names those that may be meant", () => {
  expect(unknownAudienceMessage("korea")).toContain("Did you mean South Korea (KR) or North Korea (KP)? Take")
})
