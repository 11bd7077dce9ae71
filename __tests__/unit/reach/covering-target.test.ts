import { regionAudience } from "#audience/audience"
import { compareVersions } from "#catalog/version"
import { targetCovering } from "#reach/covering-target"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const shares = [
  { browser: "chrome", version: "120", share: 0.4 },
  { browser: "safari", version: "16", share: 0.3 },
  { browser: "safari", version: "15.6", share: 0.1 },
  { browser: "chrome", version: "100", share: 0.1 },
  { browser: "firefox", version: "60", share: 0.05 },
] as const
const identified = { of: "known", unknown: 0 } as const

test("adds versions by release date, newest first, until they cover the minimum share", () => {
  expect(targetCovering({ ...identified, shares }, 0.7, catalog)).toEqual({
    share: expect.closeTo(0.7, 12),
    since: "2022-09-12",
    minimum: [
      { browser: "chrome", version: "120" },
      { browser: "safari", version: "16" },
    ],
  })
  const wider = targetCovering({ ...identified, shares }, 0.71, catalog)
  expect(wider?.minimum).toEqual([
    { browser: "chrome", version: "120" },
    { browser: "safari", version: "15.6" },
  ])
  expect(wider?.share).toBeCloseTo(0.8, 12)
})

test("contains all versions if they cover less than the minimum share", () => {
  expect(targetCovering({ ...identified, shares }, 1, catalog)?.share).toBeCloseTo(0.95, 12)
  expect(targetCovering({ ...identified, shares: [] }, 0.5, catalog)).toBeUndefined()
})

test("contains only the included browsers", () => {
  const target = targetCovering({ ...identified, shares }, 0.9, catalog, (browser) => browser !== "chrome")
  expect(target?.minimum.map(({ browser }) => browser)).toEqual(["firefox", "safari"])
})

test.each(["world", "DE", "IN"])("in %s the minimum versions of a target cover its share", (id) => {
  const audience = regionAudience({ audience: id })
  for (const minShare of [0.5, 0.8, 0.9, 0.94]) {
    const target = targetCovering(audience, minShare, catalog)
    const minimum = new Map(target?.minimum.map(({ browser, version }) => [browser, version]))
    const covered = audience.shares
      .filter(({ version }) => version !== "TP")
      .filter(({ browser, version }) => compareVersions(version, minimum.get(browser) ?? "TP") >= 0)
      .reduce((sum, { share }) => sum + share, 0)
    expect(covered).toBeCloseTo(target?.share ?? 0, 9)
    expect(covered).toBeGreaterThanOrEqual(minShare)
  }
})

test("covers a share of identified visits, whatever the basis of the audience is", () => {
  const basis = {
    of: "all",
    unknown: 0.2,
    shares: [{ browser: "chrome", version: "120", share: 0.8 }],
  } as const
  expect(targetCovering(basis, 0.9, catalog)?.share).toBe(1)
})

test("finds the target of 40,000 versions in less than 2 s", () => {
  const versions = Array.from({ length: 40_000 }, (_, index) => ({
    browser: "chrome" as const,
    version: `${index + 1}`,
    share: 1 / 40_000,
  }))
  const before = process.cpuUsage()
  expect(targetCovering({ ...identified, shares: versions }, 0.5, catalog)?.share).toBeGreaterThan(0.5)
  // In microseconds. Copying the list for each version would take several seconds.
  expect(process.cpuUsage(before).user).toBeLessThan(2e6)
})

test("contains only the newest release date for a minimum share of 0, and never a preview", () => {
  const preview = { browser: "safari", version: "TP", share: 0.05 } as const
  expect(targetCovering({ ...identified, shares: [...shares, preview] }, 0, catalog)).toEqual({
    share: 0.4,
    since: "2023-12-05",
    minimum: [{ browser: "chrome", version: "120" }],
  })
  expect(targetCovering({ ...identified, shares: [preview] }, 0.5, catalog)).toBeUndefined()
})
