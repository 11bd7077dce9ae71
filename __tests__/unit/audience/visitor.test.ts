import { describeVisitor } from "#audience/visitor"
import { provideCatalog } from "../../support/inputs/catalog"

provideCatalog()

const regionOfLanguage = (language: string) =>
  describeVisitor(new Headers({ "accept-language": language })).region

test.each([
  ["de-AT,de;q=0.9", "AT", "Austria"],
  ["de", "DE", "Germany"],
  ["en", "US", "United States"],
  ["pt-BR", "BR", "Brazil"],
  ["zh-Hant", "TW", "Taiwan"],
  ["JA", "JP", "Japan"],
])("%s is in the region %s", (language, id, label) => {
  expect(regionOfLanguage(language)).toEqual({ id, label })
})

test.each(["", "*", "x", "</script>", "en-US-".repeat(1_000), "art-lojban"])(
  "%j has no region",
  (language) => {
    expect(regionOfLanguage(language)).toBeUndefined()
  },
)

const iPhone = (system: string, browser: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${browser}`

test.each([
  ["18_7", "CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1", "18.7", true],
  ["18_7", "Version/26.1 Mobile/15E148 Safari/604.1", "26.1", false],
])("a browser on iOS %s with “%s” is version %s (or newer: %s)", (system, browser, version, isLowerBound) => {
  const headers = new Headers({ "user-agent": iPhone(system, browser) })
  expect(describeVisitor(headers).browser).toEqual({
    id: "safari_ios",
    name: "Safari on iOS",
    version,
    isLowerBound,
  })
})
