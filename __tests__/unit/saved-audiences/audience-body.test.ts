import * as v from "valibot"
import { AudienceBody, AudienceChange } from "#saved-audiences/audience-body"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

const bodyOf = (versions: number) => ({
  name: "Acme",
  browsers: {
    chrome: Object.fromEntries(Array.from({ length: versions }, (_, index) => [`${index + 1}`, 1])),
  },
})

test("accepts at most 2,000 versions, and the error for more contains advice", () => {
  expect(v.safeParse(AudienceBody, bodyOf(2_000)).success).toBe(true)
  const { issues } = v.safeParse(AudienceBody, bodyOf(2_001))
  expect(issues?.[0]?.message).toBe(
    "Has more than 2,000 browser versions. Leave out the rarest and add their visits to “unknown”.",
  )
})

test.each([
  ["chrome", "12O"],
  ["chrome", "v120"],
  ["chrome", "latest"],
  ["chrome", "all"],
  ["chrome", " 120"],
  ["chrome", ""],
  ["chrome", "0.0"],
  ["chrome", "0-1"],
  ["and_chr", "20251010"],
  ["safari", "17,2"],
])("rejects the version of %s “%s”", (browser, version) => {
  const body = { name: "Acme", browsers: { [browser]: { "120": 60, [version]: 3 } } }
  const { issues } = v.safeParse(AudienceBody, body)
  expect(issues?.[0]?.message).toBe(
    version === ""
      ? "“chrome” has a version with 0 characters. Versions have 1 to 20."
      : `“${version}” is not a version of “${browser}”. Versions look like 120 or 17.2.`,
  )
})

test("accepts every version of caniuse, and any version of a browser without data", () => {
  const { ie = {}, ...world } = catalog.world
  const usages = [{ ...world, ie: { ...ie, "a version": 1 } }, ...Object.values(catalog.regions)]
  for (const browsers of usages) {
    expect(v.safeParse(AudienceBody, { name: "Acme", browsers, unknown: 1 }).issues).toBeUndefined()
  }
  const named = {
    ios_saf: { "15.2-15.3": 1 },
    safari: { TP: 1, "17.2": 1 },
    edge: { "≤79": 1 },
    chrome: { "0": 1 },
  }
  expect(v.is(AudienceBody, { name: "Acme", browsers: { ...named, and_chr: { "120.0.6099.109": 1 } } })).toBe(
    true,
  )
})

test("accepts the caniuse browsers without data, with and without visits in the world", () => {
  for (const id of ["ie", "ie_mob", "op_mini", "bb", "baidu", "kaios"]) {
    expect(v.is(AudienceBody, { name: "Acme", browsers: { [id]: { all: 1 } } })).toBe(true)
  }
})

test("lower bounds are at most the visits of the browsers", () => {
  const browsers = { chrome: { "120": 60 } }
  const messages = [
    v.safeParse(AudienceBody, { name: "Acme", browsers, lowerBounds: 61 }),
    v.safeParse(AudienceChange, { browsers, lowerBounds: 61 }),
    v.safeParse(AudienceChange, { lowerBounds: 1 }),
  ].map(({ issues }) => issues?.map(({ message }) => message))
  const message = ["Must be at most the number of visits in the field browsers."]
  expect(messages).toEqual([message, message, message])
  expect(v.parse(AudienceBody, { name: "Acme", browsers, lowerBounds: 60 }).lowerBounds).toBe(60)
  expect(v.parse(AudienceBody, { name: "Acme", browsers }).lowerBounds).toBe(0)
})
