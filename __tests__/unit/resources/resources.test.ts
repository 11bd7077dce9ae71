import * as v from "valibot"
import { coreBrowsers } from "#catalog/browsers"
import { resources } from "#resources"
import { MovedFeature, SplitFeature } from "#search/find-feature"
import { UnknownId } from "#search/unknown-id"
import { provideCatalog } from "../../support/inputs/catalog"
import { provideStorage } from "../../support/inputs/data-directory"

const catalog = provideCatalog()
provideStorage()

/** Validation messages by parameter. */
function issuesOf(schema: v.GenericSchema, input: Record<string, string>): Record<string, string> {
  const result = v.safeParse(schema, input)
  return Object.fromEntries((result.issues ?? []).map((issue) => [v.getDotPath(issue), issue.message]))
}

/** The error that a resource throws. */
async function errorOf(read: () => unknown): Promise<unknown> {
  try {
    await read()
  } catch (error) {
    return error
  }
  throw new Error("The resource did not fail.")
}

describe("features", () => {
  const { resolve } = resources.features

  test("returns 50 features per page, largest reach first, and none after the last page", async () => {
    const first = await resolve({ audience: "DE", sort: "reach" })
    expect(first).toMatchObject({ total: catalog.features.length, page: 1, pageSize: 50 })
    const reaches = first.items.map(({ reach }) => reach)
    expect(reaches).toEqual([...reaches].sort((a, b) => b - a))
    expect((await resolve({ page: 25 })).items).toHaveLength(catalog.features.length - 24 * 50)
    expect(await resolve({ page: 26 })).toMatchObject({ total: catalog.features.length, items: [] })
  })

  test("returns every feature on exactly one page", async () => {
    const pages = await Promise.all([...Array(25).keys()].map((page) => resolve({ page: page + 1 })))
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(catalog.features.length)
  })

  test("combines filters", async () => {
    const { items } = await resolve({ q: "grid", baseline: "widely", min: 90, group: "css" })
    expect(items.map(({ id }) => id)).toContain("subgrid")
    for (const { baseline, reach } of items) {
      expect(baseline).toBe("widely")
      expect(reach).toBeGreaterThanOrEqual(0.9)
    }
    expect((await resolve({ snapshot: "ecmascript-2020" })).items.map(({ id }) => id)).toContain("bigint")
  })

  test("finds a feature by the reach that it is shown with", async () => {
    const known = { browsers: "last 2 versions" }
    const everyone = (await resolve({ ...known, page: 1 })).items.filter(({ reach }) => reach === 1)
    expect(everyone.length).toBeGreaterThan(0)
    expect((await resolve({ ...known, min: 100 })).total).toBeGreaterThanOrEqual(everyone.length)
    for (const { id, reach } of (await resolve({ audience: "DE", sort: "reach", page: 8 })).items) {
      const ids = (await resolve({ audience: "DE", min: reach * 100, sort: "reach" })).total
      expect(`${id} ${ids >= 351}`).toBe(`${id} true`)
    }
  })

  test("sorts features of the same reach by name", async () => {
    const { compare } = new Intl.Collator("en", { numeric: true, ignorePunctuation: true })
    for (let page = 1; page <= 8; page++) {
      const { items } = await resolve({ audience: "US", sort: "reach", page })
      for (const [index, { reach, name }] of items.entries()) {
        const before = items[index - 1]
        if (before?.reach === reach) expect(compare(before.name, name)).toBeLessThanOrEqual(0)
      }
    }
  })
})

test("more than 100 CSS features reach 97% of Germany", async () => {
  const { total } = await resources.features.resolve({ audience: "DE", min: 97, group: "css" })
  expect(total).toBeGreaterThan(100)
})

test("each response with a reach has a verdict on the target", async () => {
  const { items, target } = await resources.features.resolve({ audience: "DE", target: 98, sort: "name" })
  expect(target).toBe(0.98)
  for (const { reach, meetsTarget } of items) expect(meetsTarget).toBe(reach >= 0.98)
  const verdictOf = async (percent?: number) => {
    const { reach, target, meetsTarget } = await resources.feature.resolve({ id: "subgrid", target: percent })
    const stack = await resources.stack.resolve({ features: "subgrid", target: percent })
    expect(stack).toMatchObject({ reach, target, meetsTarget })
    return { reach, target, meetsTarget }
  }
  const { reach, ...verdict } = await verdictOf()
  expect(verdict).toEqual({ target: 0.95, meetsTarget: reach >= 0.95 })
  expect(await verdictOf(100 * reach)).toMatchObject({ meetsTarget: true })
  expect(await verdictOf(99.9)).toMatchObject({ target: 0.999, meetsTarget: false })
})

test("the Baseline year of an audience is the newest that reaches the target", async () => {
  const { baseline, recommended, target } = await resources.audience.resolve({ slug: "DE", target: 97 })
  const reached = baseline.years.filter(({ share }) => share >= 0.97).map(({ year }) => year)
  expect([target, recommended.cover]).toEqual([0.97, 0.97])
  expect(baseline.targetYear).toBe(Math.max(...reached))
  expect((await resources.audience.resolve({ slug: "DE", target: 100 })).baseline.targetYear).toBeNull()
})

describe("the order and the parameters of features", () => {
  const { parameters, resolve } = resources.features

  test("ignores all words after the eighth", async () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"].join(" ")
    expect((await resolve({ q: letters })).total).toBe((await resolve({ q: "a b c d e f g h" })).total)
  })

  test("sorts by name, and by default the newest that meet the target first", async () => {
    const names = (await resolve({ sort: "name" })).items.map(({ name }) =>
      name.replace(/^\W+/, "").toLowerCase(),
    )
    expect(names[0]?.[0]).toBe("a")
    const { items, meetingTarget } = await resolve({ audience: "DE" })
    const dates = items.map(({ since }) => since ?? "")
    expect(dates).toEqual([...dates].sort().reverse())
    expect(items.every(({ meetsTarget }) => meetsTarget)).toBe(true)
    const lastPage = Math.ceil(meetingTarget / 50)
    const turn = (await resolve({ audience: "DE", sort: "newest", page: lastPage })).items
    expect(turn.findIndex(({ meetsTarget }) => !meetsTarget)).toBe(meetingTarget % 50)
    expect((await resolve({ q: "has", sort: "reach" })).items[0]?.id).not.toBe("has")
    expect((await resolve({ q: "has" })).items[0]?.id).toBe("has")
  })

  test("parses parameters, and names the valid values of invalid ones", () => {
    expect(v.parse(parameters, { min: " 99.5 ", page: "2", audience: "de", of: "known" })).toEqual({
      min: 99.5,
      page: 2,
      audience: "DE",
      of: "known",
    })
    expect(
      issuesOf(parameters, {
        min: "abc",
        page: "0",
        sort: "size",
        baseline: "high",
        group: "ccs",
        snapshot: "es6",
        audience: "XX",
        browsers: "extends foo",
        of: "some",
        q: "x".repeat(301),
      }),
    ).toEqual({
      min: "Must be a percentage from 0 to 100, such as 95 or 99.5, not “abc”.",
      page: "Must be a whole number from 1, such as 2, not “0”.",
      sort: "Must be relevance, newest, reach or name, not “size”.",
      baseline: "Must be widely, newly or limited, not “high”.",
      group: expect.stringContaining("css"),
      snapshot: expect.stringContaining("not a snapshot"),
      audience: expect.stringContaining("alt-eu"),
      browsers: expect.stringContaining("reads a package"),
      of: "Must be known or all, not “some”.",
      q: expect.stringContaining("300"),
    })
    expect(v.parse(parameters, { page: "1000000000" })).toEqual({ page: 1_000_000_000 })
    for (const min of ["97,5", "97.5%", " 97,50 % "])
      expect(v.parse(parameters, { min })).toEqual({ min: 97.5 })
    expect(v.parse(parameters, { target: "98%" })).toEqual({ target: 98 })
    for (const min of ["100.1", "97.5.1", "1,000.5", "97%%", "%"]) {
      expect(issuesOf(parameters, { min })).toHaveProperty("min")
    }
    expect(issuesOf(parameters, { min: "-1" })).toHaveProperty("min")
  })
})

describe("feature", () => {
  const { resolve } = resources.feature

  test("returns shares that add up, in total and by browser", async () => {
    const has = await resolve({ id: "has", audience: "DE" })
    expect(has.reach + has.partial + has.lost).toBeCloseTo(1, 12)
    for (const { share, reach, partial, lost } of has.browsers) {
      expect(reach + partial + lost).toBeCloseTo(share, 12)
    }
    const shares = has.blockers.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    expect(shares.length).toBeLessThanOrEqual(20)
    expect(has.feature).toMatchObject({ id: "has", baseline: "widely", newlySince: "2023-12-19" })
    expect(has.feature).not.toHaveProperty("support")
  })

  test("returns the first version with support and its release date", async () => {
    const firefox = (await resolve({ id: "has" })).browsers.find(({ id }) => id === "firefox")
    expect(firefox).toMatchObject({ supportedSince: "121", supportedSinceDate: "2023-12-19" })
  })

  test.each([
    ["css-grid", "grid"],
    ["css-has", "has"],
    ["fetch-api", "fetch"],
    ["webworkers", "dedicated-workers"],
    ["viewtransition", "view-transitions"],
    ["startviewtransition", "view-transitions"],
  ])("suggests for %s first %s", async (id, suggestion) => {
    const error = await errorOf(() => resolve({ id }))
    expect(error instanceof UnknownId && error.suggestions[0]).toBe(suggestion)
  })

  test("reports the current id for ids in another case and former ids, and reports split ones", async () => {
    const movedTo = async (id: string) => {
      const error = await errorOf(() => resolve({ id }))
      return error instanceof MovedFeature && error.movedTo
    }
    expect(await movedTo("MASONRY")).toBe("grid-lanes")
    expect(await movedTo("HAS")).toBe("has")
    expect(await errorOf(() => resolve({ id: "Text-Wrap-Style" }))).toBeInstanceOf(SplitFeature)
  })
})

describe("stack", () => {
  const { parameters, resolve } = resources.stack

  test("reports as cost what the reach gains without the feature", async () => {
    const response = await resolve({ features: "grid,has,subgrid", audience: "DE" })
    for (const { id, cost } of response.features) {
      const others = response.features.filter((other) => other.id !== id).map((other) => other.id)
      expect(cost).toBeCloseTo(
        (await resolve({ features: others.join(","), audience: "DE" })).reach - response.reach,
        8,
      )
    }
    expect(response.minimum).toMatchObject({ chrome: "117", firefox: "121", safari_ios: "16" })
  })

  test("accepts compat keys of parts, and reports partial support", async () => {
    const features = "grid,javascript.operators.optional_chaining,backdrop-filter"
    expect(v.parse(parameters, { features })).toEqual({ features })
    const response = await resolve({ features })
    expect(response.reach + response.partial + response.lost).toBeCloseTo(1, 9)
    expect(response.features.map(({ id, feature }) => [id, feature])).toEqual([
      ["grid", "grid"],
      ["javascript.operators.optional_chaining", expect.any(String)],
      ["backdrop-filter", "backdrop-filter"],
    ])
    const [, , filter] = response.features
    expect(filter?.partial).toBeGreaterThan(0.01)
    expect(response.partial).toBeGreaterThan(0.01)
    expect(response.reach).toBeLessThanOrEqual(filter?.reach ?? 0)
    expect(response.blockedBrowsers.find(({ browser }) => browser === "safari")?.before).toBe("18")
  })

  test("returns no minimum if no browser supports all features", async () => {
    const onlyIn = (core: string) =>
      catalog.features.find(({ support }) =>
        support.every((version, index) => (coreBrowsers[index]?.startsWith(core) ?? false) || version === -1),
      )?.id
    const features = `${onlyIn("safari")},${onlyIn("chrome")}`
    expect(await resolve({ features })).toMatchObject({ minimum: null, reach: 0 })
  })

  test("accepts ids in any case and former ids, and names the invalid one", async () => {
    expect(v.parse(parameters, { features: " Grid, masonry ,,grid" })).toEqual({
      features: "grid,grid-lanes",
    })
    expect(issuesOf(parameters, { features: "text-wrap-style" }).features).toMatch(/split into “text-wrap”/)
    expect(issuesOf(parameters, { features: " , " }).features).toMatch(/such as grid,has/)
  })
})

describe("browsers", () => {
  test("returns shares that add up to 1 with the unknown share", async () => {
    const { audience, items } = await resources.browsers.resolve({ audience: "JP", of: "all" })
    expect(items.reduce((sum, { share }) => sum + share, audience.unknown)).toBeCloseTo(1, 8)
    expect(items.every(({ newest }) => newest && newest.version !== "0")).toBe(true)
  })

  test("returns the supported and missing features of a version", async () => {
    const response = await resources.browser.resolve({ id: "safari_ios", version: "15.6" })
    expect(response.supported + response.missing.length).toBe(catalog.features.length)
    expect(response.missing.filter(({ support }) => support === "partial")).toHaveLength(response.partial)
    expect(response.partial).toBeGreaterThan(20)
    const supported = response.versions.map((listed) => listed.supported)
    expect(supported).toEqual([...supported].sort((a, b) => b - a))
    expect(response.versions).toContainEqual(
      expect.objectContaining({
        version: "15.6",
        supported: response.supported,
        partial: response.partial,
      }),
    )
    expect(response).toMatchObject({ version: "15.6", released: "2022-07-20" })
    expect(response.missing.map(({ id }) => id)).toContain("subgrid")
    expect(response.missing.map(({ id }) => id)).not.toContain("has")
    expect((await resources.browser.resolve({ id: "ios_saf", version: "15.6" })).browser.id).toBe(
      "safari_ios",
    )
    const { resolve } = resources.browser
    expect(await resolve({ id: "safari", version: "16.0" })).toMatchObject({
      version: "16",
      released: "2022-09-12",
    })
    expect(await resolve({ id: "safari", version: "TP" })).toMatchObject({ version: "TP", released: null })
    expect(v.parse(resources.browser.parameters, { version: "tp" })).toEqual({ version: "TP" })
  })

  test.each([
    ["chrome", "120.0.6099.109", "120"],
    ["safari_ios", "15.6.1", "15.6"],
    ["safari_ios", "16.6-16.7", "16.6"],
    ["edge", "≤79", "79"],
    ["webview_android", "4.4.3-4.4.4", "4.4.3"],
    ["samsunginternet_android", "28.0", "28"],
  ])("normalizes %s %s to version %s", async (id, requested, version) => {
    const parameters = v.parse(resources.browser.parameters, { version: requested })
    const response = await resources.browser.resolve({ id, ...parameters })
    expect(response).toMatchObject({ version, released: expect.any(String) })
    const { share } = response.versions.find((listed) => listed.version === version) ?? {}
    expect(response.share).toBe(share)
  })

  test("rejects versions without data, and invalid ones", async () => {
    expect(await errorOf(() => resources.browser.resolve({ id: "opera", version: "12" }))).toMatchObject({
      name: "InvalidParameter",
      parameter: "version",
      message: expect.stringContaining("15"),
    })
    expect(issuesOf(resources.browser.parameters, { version: "abc" })).toHaveProperty("version")
    for (const [id, version] of [
      ["safari_ios", "0"],
      ["chrome", "0"],
      ["chrome", "0100"],
      ["chrome", "TP"],
      ["opera", "0"],
    ] as const) {
      expect(await errorOf(() => resources.browser.resolve({ id, version }))).toMatchObject({
        name: "InvalidParameter",
        parameter: "version",
        message: expect.stringContaining("such as 120"),
      })
    }
  })
})

describe("audiences", () => {
  test("lists the world and the regions, which all resolve", async () => {
    const { items } = await resources.audiences.resolve({})
    expect(items[0]).toEqual({ id: "world", label: "World", kind: "world" })
    expect(items).toContainEqual({ id: "DE", label: "Germany", kind: "region" })
    for (const { id, kind } of items.filter((_, index) => index % 20 === 0)) {
      const response = await resources.audience.resolve({ slug: id })
      expect(response).toMatchObject({ id, kind })
      const known = response.browsers.reduce((sum, { share }) => sum + share, 0)
      expect(known).toBeCloseTo(response.of === "known" ? 1 : 1 - response.unknown, 7)
    }
  })
})

test("dataset returns the installed package versions and their publication dates", async () => {
  const published = expect.stringMatching(/^20\d\d-\d\d-\d\d$/)
  expect(await resources.dataset.resolve({})).toEqual({
    webFeatures: {
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      published,
      features: catalog.features.length,
    },
    caniuse: { version: require("caniuse-lite/package.json").version, published, regions: 240 },
    browserMapping: { version: expect.stringMatching(/^2\./), published },
    compatData: { version: expect.stringMatching(/^8\./), published },
  })
})
