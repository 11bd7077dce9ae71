import { type BrowserId, engineOf } from "#catalog/browsers"
import { resources } from "#resources"
import { InvalidParameter } from "#resources/invalid-parameter"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const { resolve } = resources.feature

test("lists the parts with their names and figures, lowest reach first", async () => {
  const { parts, feature } = await resolve({ id: "functions", audience: "DE" })
  expect(parts).toHaveLength(catalog.feature("functions")?.parts.length ?? 0)
  expect(feature).not.toHaveProperty("parts")
  const reaches = parts.map(({ reach }) => reach)
  expect(reaches).toEqual([...reaches].sort((a, b) => a - b))
  for (const { reach, partial, lost } of parts) expect(reach + partial + lost).toBeCloseTo(1, 9)
  expect(parts).toContainEqual(
    expect.objectContaining({
      key: "javascript.functions.rest_parameters",
      name: "Rest parameters (...rest)",
      baseline: "widely",
      since: expect.stringMatching(/^201\d-/),
      required: false,
    }),
  )
})

test("with `part`, all figures are about the part, and `part` describes it", async () => {
  const key = "javascript.operators.optional_chaining"
  const featureId = catalog.part(key)?.feature.id ?? ""
  const whole = await resolve({ id: featureId })
  const part = await resolve({ id: featureId, part: key })
  expect(part.part).toMatchObject({
    key,
    name: "Optional chaining (?.)",
    baseline: "widely",
  })
  expect(part.part?.mdn).toBe(
    "https://developer.mozilla.org/docs/Web/JavaScript/Reference/Operators/Optional_chaining",
  )
  expect(whole.part).toBeNull()
  const listed = whole.parts.find((entry) => entry.key === key)
  expect(part).toMatchObject({ reach: listed?.reach, partial: listed?.partial, lost: listed?.lost })
  expect(part.browsers.find(({ id }) => id === "chrome")?.supportedSince).toBe("80")
  expect(part.blockedBrowsers.find(({ browser }) => browser === "safari_ios")?.before).toBe("13.4")
  expect(part.heldBackBy).toBeNull()
  expect(await resolve({ id: featureId, part: key.toUpperCase() })).toEqual(part)
})

test("rejects a key that is not a part of the feature, with keys of the feature", async () => {
  const error = await Promise.resolve(resolve({ id: "grid", part: "css.properties.gird" })).catch(
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(InvalidParameter)
  expect(error).toMatchObject({ parameter: "part", message: expect.stringContaining("css.properties.grid,") })
  await expect(resolve({ id: "grid", part: "css.selectors.has" })).rejects.toThrow(/not a part of “grid”/)
})

test("names the parts that hold anchor positioning back, and what Chrome 157 lacks", async () => {
  for (const audience of ["world", "IN", "DE", "JP", "US"]) {
    const response = await resolve({ id: "anchor-positioning", audience })
    expect(response.partial).toBeGreaterThanOrEqual(0.7)
    expect(response.heldBackBy?.parts).toContain("css.properties.position-visibility.anchor-visible")
    expect(response.heldBackBy?.reachWithout).toBeGreaterThan(response.reach + response.partial / 2)
    const chrome = response.blockers.find(({ browser, version }) => browser === "chrome" && version === "157")
    if (chrome) {
      expect(chrome).toMatchObject({
        support: "partial",
        missingCount: 2,
        missing: response.heldBackBy?.parts,
      })
    }
  }
})

test("lists at most 10 missing parts of a version with partial support, and none of others", async () => {
  const { blockers } = await resolve({ id: "anchor-positioning", audience: "DE" })
  expect(blockers.some(({ missingCount = 0 }) => missingCount > 10)).toBe(true)
  for (const { support, missing = [], missingCount = 0 } of blockers) {
    expect(missing).toHaveLength(Math.min(10, missingCount))
    expect(missing.length > 0).toBe(support === "partial")
  }
})

test("reports the prefix and the notes of partial support", async () => {
  const browserOf = async (id: string, browser: BrowserId) =>
    (await resolve({ id })).browsers.find((entry) => entry.id === browser)
  expect(await browserOf("backdrop-filter", "safari")).toMatchObject({
    supportedSince: "18",
    partialSince: "9",
    prefix: "-webkit-",
  })
  expect(engineOf("opera")).toBe("chrome")
  expect(await browserOf("user-select", "firefox")).toMatchObject({ partialSince: "1", prefix: "-moz-" })
  expect(await browserOf("has", "chrome")).toMatchObject({ partialSince: null })
  expect(await browserOf("has", "chrome")).not.toHaveProperty("prefix")
  const hyphens = await resolve({ id: "hyphens", part: "css.properties.hyphens.auto" })
  expect(hyphens.browsers.find(({ id }) => id === "chrome")?.notes).toEqual(["Only supported on macOS."])
})

test("groups the visits without full support by browser", async () => {
  const { blockedBrowsers, browsers, partial, lost } = await resolve({ id: "popover", audience: "DE" })
  const ios = blockedBrowsers.find(({ browser }) => browser === "safari_ios")
  expect(ios).toMatchObject({ name: "Safari on iOS", before: "18.3" })
  expect(ios?.versions[0]?.share).toBeGreaterThan(0)
  expect(blockedBrowsers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(partial + lost, 8)
  for (const entry of blockedBrowsers) {
    const browser = browsers.find(({ id }) => id === entry.browser)
    expect(entry.partial).toBeCloseTo(browser?.partial ?? -1, 8)
    expect(entry.lost).toBeCloseTo(browser?.lost ?? -1, 8)
  }
  const shares = blockedBrowsers.map(({ share }) => share)
  expect(shares).toEqual([...shares].sort((a, b) => b - a))
})

test.each([
  ["nesting", "Web/CSS/Reference/Selectors/Nesting_selector"],
  ["fetch", "Web/API/Window/fetch"],
  ["service-workers", "Web/API/ServiceWorker"],
  ["grid", "Web/CSS/Reference/Properties/grid"],
  ["popover", "Web/HTML/Reference/Global_attributes/popover"],
  ["view-transitions", "Web/API/ViewTransition"],
  ["has", "Web/CSS/Reference/Selectors/:has"],
])("links %s to the MDN page of its main part", async (id, path) => {
  expect((await resolve({ id })).feature.mdn).toBe(`https://developer.mozilla.org/docs/${path}`)
})

test("with `vs`, the same figures for another audience, with the same filters", async () => {
  const vs = (await resolve({ id: "popover", audience: "DE", vs: "US", of: "all" })).vs
  const { audience, reach, partial, lost, unknown } = await resolve({
    id: "popover",
    audience: "US",
    of: "all",
  })
  expect(vs).toEqual({ audience, reach, partial, lost, unknown })
  const part = "html.global_attributes.popover"
  expect((await resolve({ id: "popover", part, vs: "US" })).vs?.reach).toBe(
    (await resolve({ id: "popover", part, audience: "US" })).reach,
  )
})
