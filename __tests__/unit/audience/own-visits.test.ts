import fc from "fast-check"
import { type AudienceIdentity, cacheAudience, cachedAudience, measureAudience } from "#audience/audience"
import { newestRelease } from "#catalog/load"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const identity: AudienceIdentity = { id: "acme-1", label: "Acme", kind: "saved", key: "acme-1@1" }
const sharesOf = (
  usage: Record<string, Record<string, number>>,
  filter: { browsers?: string } = {},
  unknown = 0,
) => {
  const audience = measureAudience(identity, { usage, unknown }, { ...filter, of: "all" }, catalog)
  const shares = audience.shares.map(({ browser, version, share }) => [`${browser} ${version}`, share])
  return { ...Object.fromEntries(shares), unknown: audience.unknown }
}

test("shares are fractions of all visits, including unmapped browsers and unknown visits", () => {
  const usage = { chrome: { "100": 60, "120": 30 }, ios_saf: { "15.6": 10 }, ie: { "11": 15 } }
  const expected = {
    "chrome 100": 0.5,
    "chrome 120": 0.25,
    "safari_ios 15.6": 10 / 120,
    unknown: expect.closeTo(20 / 120, 12),
  }
  expect(sharesOf(usage, {}, 5)).toEqual(expected)
  expect(measureAudience(identity, { usage, unknown: 5 }, { of: "all" }, catalog)).toMatchObject({
    id: "acme-1",
    label: "Acme",
    kind: "saved",
    browsers: null,
    of: "all",
  })
})

test("shares add up to 1 and do not depend on the scale of the counts", () => {
  const visits = fc.integer({ min: 0, max: 1_000_000 })
  const versions = fc.dictionary(
    fc.constantFrom("1", "100", "120", "15.6", "TP", "all", "x.y", "__proto__"),
    visits,
  )
  const usage = fc.dictionary(fc.constantFrom("chrome", "and_chr", "safari_ios", "ie", "opera"), versions)
  fc.assert(
    fc.property(usage, visits, fc.constantFrom(1, 1e-6, 7), (counted, unknown, scale) => {
      const all = Object.values(counted).flatMap(Object.values) as number[]
      fc.pre(all.reduce((sum, count) => sum + count, unknown) > 0)
      const scaled = Object.fromEntries(
        Object.entries(counted).map(([browser, counts]) => [
          browser,
          Object.fromEntries(Object.entries(counts).map(([version, count]) => [version, count * scale])),
        ]),
      )
      const shares: Record<string, number> = sharesOf(counted, {}, unknown)
      const again: Record<string, number> = sharesOf(scaled, {}, unknown * scale)
      expect(Math.abs(Object.values(shares).reduce((sum, share) => sum + share, 0) - 1)).toBeLessThan(1e-9)
      expect(Object.keys(again).sort()).toEqual(Object.keys(shares).sort())
      for (const key of Object.keys(shares)) expect(again[key]).toBeCloseTo(shares[key] ?? -1, 9)
    }),
  )
})

test("counts invalid versions as unknown, not as the oldest version", () => {
  const invalid = { rubbish: 1, "": 1, "0.0": 1, "00": 1, "0-1": 1, "0.0.0.0": 1, "20251010": 1, "026": 1 }
  expect(sharesOf({ chrome: { "120": 8, ...invalid } })).toEqual({ "chrome 120": 0.5, unknown: 0.5 })
})

test.each([
  // The precision of a version does not matter. The browser ids can be those of caniuse or of web-features.
  ["chrome 120", { chrome: { "120": 1, "120.0.6099": 1, "119": 2 } }, { "chrome 120": 1 }],
  ["ios_saf 15.6-15.8", { safari_ios: { "15.5": 1, "15.7": 1, "16.0": 1 } }, { "safari_ios 15.7": 1 }],
  ["ios_saf >= 16", { ios_saf: { "15.7": 1, "16.0": 1 }, chrome: { "120": 5 } }, { "safari_ios 16": 1 }],
  // caniuse lists only the newest version.
  ["and_chr >= 100", { chrome_android: { "99": 1, "110": 3 } }, { "chrome_android 110": 1 }],
  ["last 1 chrome version", { chrome: { "9999": 1, "100": 1 } }, { "chrome 9999": 1 }],
  ["firefox 115", { firefox: { "115": 1 }, ie: { "11": 1 } }, { "firefox 115": 1 }],
])("“%s” keeps the matching versions", (browsers, usage, expected) => {
  expect(sharesOf(usage as never, { browsers }, 3)).toEqual({ ...expected, unknown: 0 })
})

test("caches audiences up to a total of 150,000 shares and evicts the oldest", () => {
  const { shares, ...rest } = measureAudience(
    identity,
    { usage: { chrome: { "120": 1 } }, unknown: 0 },
    {},
    catalog,
  )
  const large = { ...rest, shares: Array.from({ length: 2_000 }, () => shares[0] as (typeof shares)[0]) }
  const identityOf = (key: number): AudienceIdentity => ({ ...identity, key: `large-${key}` })
  for (let key = 0; key < 100; key++) cacheAudience(identityOf(key), {}, large)
  expect(cachedAudience(identityOf(99), {})).toBe(large)
  expect(cachedAudience(identityOf(0), {})).toBeUndefined()
})

test("resolves version 0 to the newest release, with and without a query", () => {
  const newest = newestRelease(catalog.browser("chrome_android"))?.version
  const usage = { and_chr: { "0": 30, [`${newest}`]: 10 }, ios_saf: { "15.6": 40 } }
  const expected = { [`chrome_android ${newest}`]: 0.5, "safari_ios 15.6": 0.5, unknown: 0 }
  expect(sharesOf(usage)).toEqual(expected)
  expect(sharesOf(usage, { browsers: "last 2 and_chr versions" })).toEqual({
    [`chrome_android ${newest}`]: 1,
    unknown: 0,
  })
})

test("merges versions that differ only in precision", () => {
  const usage = {
    safari_ios: { "26": 1, "26.0": 1, "26.0.1": 1 },
    ios_saf: { "16.6-16.7": 2 },
    chrome: { "120.0.6099.109": 1, "120": 1, "4.1": 1 },
    safari: { TP: 1 },
    firefox: { "3.6": 1 },
  }
  expect(sharesOf(usage)).toEqual({
    "safari_ios 26": expect.closeTo(0.3),
    "safari_ios 16.6": 0.2,
    "chrome 120": 0.2,
    "chrome 4.1": 0.1,
    "safari TP": 0.1,
    "firefox 3.6": 0.1,
    unknown: expect.closeTo(0),
  })
})
