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
