import { findRegion } from "#audience/find-region"
import { regionCodes } from "#audience/regions"
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

test.each([
  ["Deutschland", "DE"],
  ["Allemagne", "DE"],
  ["alemania", "DE"],
  ["Германия", "DE"],
  ["ドイツ", "DE"],
  ["德国", "DE"],
  ["Vereinigte Staaten", "US"],
  ["Royaume-Uni", "GB"],
  ["Brasilien", "BR"],
  ["Österreich", "AT"],
  ["Tschechien", "CZ"],
  ["한국", "KR"],
  ["대한민국", "KR"],
  ["Europa", "alt-eu"],
  ["Afrique", "alt-af"],
  ["Welt", "world"],
  ["worldwide", "world"],
  ["Holland", "NL"],
  ["UAE", "AE"],
  ["USA", "US"],
])("finds the region %s, which is %s", (text, code) => {
  expect(findRegion(text, catalog)).toBe(code)
})

test("finds every region by its name in ten languages, except for the name Congo, which is ambiguous", () => {
  const languages = ["de", "en", "es", "fr", "it", "ja", "pl", "pt", "ru", "zh"]
  const codes = regionCodes(catalog).filter((code) => code.length === 2)
  const found = languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: "region" })
    return codes.map((code) => ({ code, language, foundCode: findRegion(names.of(code) ?? "", catalog) }))
  })
  expect(found.length).toBeGreaterThan(2_000)
  expect(found.filter(({ code, foundCode }) => foundCode !== code)).toEqual([
    { code: "CG", language: "es", foundCode: undefined },
    { code: "CG", language: "pl", foundCode: undefined },
  ])
})

test.each([
  "EU",
  "england",
  "Korea",
  "America",
  "Congo",
  "German",
  "constructor",
  "",
  "🚀",
  "x".repeat(16_000),
])("does not find a region for %.40j, which names none or several", (text) => {
  expect(findRegion(text, catalog)).toBeUndefined()
})

test("the error message contains the suggestions", () => {
  expect(unknownAudienceMessage("korea")).toContain("Did you mean South Korea (KR) or North Korea (KP)? Use")
})
