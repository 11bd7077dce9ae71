import webFeatures from "web-features/data.json"
import { browserIds, coreBrowsers, engineOf, toBrowserId } from "#catalog/browsers"
import { compileCatalog } from "#catalog/compile"
import { indexCatalog, newestRelease, newestUpTo } from "#catalog/load"
import { compareVersions, normalizeVersion } from "#catalog/version"
import { olderDataPackages } from "../../support/inputs/catalog"

const catalog = indexCatalog(compileCatalog())

test("contains every feature of web-features, with the same support", () => {
  const expected = Object.entries(webFeatures.features).filter(([, { kind }]) => kind === "feature")
  expect(catalog.features.map(({ id }) => id)).toEqual(expected.map(([id]) => id).sort())
  for (const [id, data] of expected) {
    const support = (data as { status: { support: Record<string, string> } }).status.support
    const compiled = coreBrowsers.map(
      (_, core) => catalog.supportVersions[core]?.[catalog.feature(id)?.support[core] ?? -1],
    )
    expect(compiled).toEqual(
      coreBrowsers.map((browser) => support[browser] && normalizeVersion(support[browser])),
    )
  }
})

const isPermission = (key: string) => /\.(allow|Permissions-Policy|Feature-Policy)\.[^.]+$/.test(key)

test("partial support starts with full support or the first part that is not only a permission", () => {
  const earliest = (versions: readonly number[]) => Math.min(...versions.filter((index) => index !== -1))
  for (const { id, support, someSupport, parts } of catalog.features) {
    const usable = parts.filter(([key]) => !isPermission(key))
    const statuses = (usable.length > 0 ? usable : parts).map(([, status]) => catalog.statuses[status])
    for (const [core, some] of someSupport.entries()) {
      const all = [support, ...statuses.flatMap((status) => [status?.support, status?.someSupport])]
      const first = earliest(all.map((versions) => versions?.[core] ?? -1))
      expect(`${id} ${core} ${some}`).toBe(`${id} ${core} ${first === Number.POSITIVE_INFINITY ? -1 : first}`)
    }
  }
})

test("supports with a prefix, and in part, come from browser-compat-data", () => {
  const firstIn = (id: string, browser: (typeof coreBrowsers)[number]) => {
    const core = coreBrowsers.indexOf(browser)
    const { support, someSupport } = catalog.feature(id) ?? {}
    const versionOf = (index = -1) => catalog.supportVersions[core]?.[index]
    return { full: versionOf(support?.[core]), some: versionOf(someSupport?.[core]) }
  }
  expect(firstIn("user-select", "firefox")).toEqual({ full: "69", some: "1" })
  expect(firstIn("backdrop-filter", "safari")).toEqual({ full: "18", some: "9" })
  // web-features lists no version as supporting this feature, because of accessibility bugs.
  expect(firstIn("display-contents", "chrome")).toEqual({ full: undefined, some: "65" })
})

test("a browser that accepts only the permission of a feature does not support the feature", () => {
  const android = coreBrowsers.indexOf("chrome_android")
  const permission = catalog.part("html.elements.iframe.allow.hid")
  expect(permission?.feature.id).toBe("webhid")
  expect(permission?.status.support[android]).not.toBe(-1)
  expect(permission?.feature.someSupport[android]).toBe(-1)
})

test("compiles data packages without browser-compat-data", () => {
  const { packages, features } = compileCatalog(process.cwd(), olderDataPackages)
  expect(packages.compatData).toBeNull()
  expect(features.length).toBeGreaterThan(900)
})

test("moved and split features point to existing features", () => {
  expect(catalog.moved).toMatchObject({ masonry: "grid-lanes" })
  expect(catalog.split).toMatchObject({ "single-color-gradients": ["gradients", "conic-gradients"] })
  for (const id of [...Object.values(catalog.moved), ...Object.values(catalog.split).flat()]) {
    expect(catalog.feature(id)).toBeDefined()
  }
})

test("sorts releases by version, and gives releases of downstream browsers their Chromium version", () => {
  for (const id of browserIds) {
    const { releases } = catalog.browser(id)
    expect(releases.length).toBeGreaterThan(20)
    expect(releases.map(({ version }) => version)).toEqual(
      releases.map(({ version }) => version).sort(compareVersions),
    )
    expect(
      releases.every(({ engineVersion }) => (engineVersion === undefined) === (engineOf(id) === id)),
    ).toBe(true)
  }
  expect(newestUpTo(catalog.browser("samsunginternet_android"), "20.5")).toMatchObject({ version: "20" })
  expect(newestRelease(catalog.browser("chrome"), "2024-01-01")?.version).toBe("120")
})

test("a downstream version has the rank of its Chromium version, and an unmapped version has none", () => {
  const chromium106 = catalog.rank("chrome", "106")
  expect(catalog.rank("opera", "92")).toBe(chromium106)
  expect(catalog.rank("opera", "12.1")).toBeUndefined()
  expect(catalog.rank("webview_android", "4.1")).toBeUndefined()
  expect(catalog.rank("safari", "TP")).toBe(catalog.supportVersions[coreBrowsers.indexOf("safari")]?.length)
})

test("replaces version 0 in regional data with the newest version of caniuse", () => {
  const newest = require("caniuse-lite").agents.and_chr.versions.filter(Boolean).at(-1)
  expect(catalog.regions.DE?.and_chr).toEqual({ [newest]: expect.any(Number) })
})

test("maps ids of caniuse to browsers, and returns undefined for unknown ids", () => {
  expect(toBrowserId("ios_saf")).toBe("safari_ios")
  expect(toBrowserId("safari_ios")).toBe("safari_ios")
  expect(toBrowserId("ie")).toBeUndefined()
  expect(toBrowserId("constructor")).toBeUndefined()
})
