import { describeVisitor } from "../../../src/resources/visitor"
import { provideCatalog } from "../../support/catalog"

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
])("%s is of %s", (language, id, label) => {
  expect(regionOfLanguage(language)).toEqual({ id, label })
})

test.each(["", "*", "x", "</script>", "en-US-".repeat(1_000), "art-lojban"])(
  "%j is of no region",
  (language) => {
    expect(regionOfLanguage(language)).toBeUndefined()
  },
)

const browserOf = (userAgent: string) => describeVisitor(new Headers({ "user-agent": userAgent })).browser

test("a browser has the name that it has here", () => {
  expect(browserOf("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0")).toEqual({
    id: "firefox",
    name: "Firefox",
    version: "121",
  })
})

test("a version that nobody maps to an engine's is unknown, as it is in every audience", () => {
  const samsung = (version: string) =>
    browserOf(
      `Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/${version} Chrome/115.0.0.0 Mobile Safari/537.36`,
    )
  expect(samsung("0.5")).toBeUndefined()
  expect(samsung("23.0")).toMatchObject({ id: "samsunginternet_android" })
})

test("no headers say nothing", () => {
  expect(describeVisitor(new Headers())).toEqual({ browser: undefined, region: undefined })
})
