import { groupsByFeature } from "#catalog/feature-groups"
import { aliases } from "#search/aliases"
import { searchFeatures } from "#search/search"
import { suggestIds } from "#search/suggestions"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const { features } = catalog
const search = (text: string) => searchFeatures(text).map((index) => features[index]?.id)

test.each([
  ["flex box", "flexbox"],
  [":has()", "has"],
  ["containr queries", "container-queries"],
  ["@container", "container-queries"],
  ["css nesting", "nesting"],
  ["view transition", "view-transitions"],
  ["<dialog>", "dialog"],
  ["@layer", "cascade-layers"],
  ["::part()", "shadow-parts"],
  ["document.startViewTransition()", "view-transitions"],
  ["popovertarget", "popover"],
  ["Array.prototype.at", "array-at"],
  ["woff2", "font-face"],
  ["service worker", "service-workers"],
  ["animation-timeline", "scroll-driven-animations"],
  ['<input type="color">', "input-color"],
  ["checkbox", "input-checkbox"],
  ["sticky", "sticky-positioning"],
  ["flatMap", "array-flat"],
  ["dvh", "viewport-unit-variants"],
  ["grid", "grid"],
  ["subgrid", "subgrid"],
  ["popover", "popover"],
  ["container queries", "container-queries"],
  ["lazy loading", "loading-lazy"],
  ["structuredClone", "structured-clone"],
  ["oklch", "oklab"],
  ["dark mode", "prefers-color-scheme"],
  ["Object.groupBy", "array-group"],
  ["passkey", "webauthn"],
  ["optional chaining", "object-object"],
  ["private class fields", "class-syntax"],
  ["jpeg xl", "jpegxl"],
  ["css masonry", "grid-lanes"],
  ["avif", "avif"],
  ["webp", "webp"],
  ["import maps", "import-maps"],
  ["web share", "share"],
  ["top level await", "top-level-await"],
  ["scroll driven animations", "scroll-driven-animations"],
  ["anchor positioning", "anchor-positioning"],
  ["css variables", "custom-properties"],
  ["focus-visible", "focus-visible"],
  ["webgpu", "webgpu"],
  ["push notifications", "push"],
  ["backdrop-filter", "backdrop-filter"],
  ["accordion", "details-name"],
  ["gap", "grid"],
  ["if()", "if"],
  ["fetch keepalive", "fetch"],
  ["input type date", "input-date-time"],
])("finds for “%s” first %s", (text, id) => {
  expect(search(text)[0]).toBe(id)
})

test("finds for the name of a group its features first", () => {
  const groups = groupsByFeature(catalog)
  const inGroup = features.filter((_, index) => groups[index]?.has("web-components")).map(({ id }) => id)
  expect(inGroup.length).toBeGreaterThan(3)
  expect(search("web components").slice(0, inGroup.length).sort()).toEqual(inGroup.sort())
})

/** The names of parts of one kind, with the ids of their features. */
const namesOf = (kind: RegExp) =>
  features.flatMap(({ id, parts }) =>
    parts.flatMap(([key]) => {
      const name = kind.exec(key)?.[1]
      return name === undefined ? [] : [{ id, name }]
    }),
  )

test.each([
  ["CSS property", /^css\.properties\.([^.]+)$/, 500],
  ["selector", /^css\.selectors\.([^.]+)$/, 100],
  ["at-rule", /^css\.at-rules\.([^.]+)$/, 15],
  ["HTML element", /^html\.elements\.([^.]+)$/, 100],
  ["interface", /^api\.([^.]+)$/, 1_000],
  ["object of JavaScript", /^javascript\.builtins\.([^.]+)$/, 60],
])("finds for every %s its feature among the first three", (_kind, kind, minCount) => {
  const named = namesOf(kind)
  expect(named.length).toBeGreaterThan(minCount)
  expect(named.filter(({ id, name }) => !search(name).slice(0, 3).includes(id))).toEqual([])
})

test("finds for every id its feature first, and for every name at most after a feature with that id", () => {
  expect(features.filter(({ id }) => search(id)[0] !== id).map(({ id }) => id)).toEqual([])
  const ids = new Set(features.map(({ id }) => id))
  const missed = features.filter(({ id, name }) => {
    const found = search(name)
    const index = found.indexOf(id)
    return index > 1 || (index === 1 && !ids.has(String(found[0])))
  })
  expect(missed.map(({ id }) => id)).toEqual([])
})

test("does not search single words of a name", () => {
  const few = ["Array.prototype.at", "view transitions api", "scroll-snap-type"].map((text) => search(text))
  expect(few.map(({ length }) => length)).toEqual([1, expect.any(Number), 1])
  expect(few[1]?.every((id) => id?.includes("view-transition"))).toBe(true)
})

test("finds for every alias, also in the plural, its first feature", () => {
  const ids = new Set(features.map(({ id }) => id))
  const named = Object.entries(aliases)
  expect(named.filter(([, aliased]) => !aliased.every((id) => ids.has(id)))).toEqual([])
  expect(named.filter(([text, [first]]) => search(text)[0] !== first)).toEqual([])
  const inPlural = named.filter(([text]) => !text.endsWith("s"))
  expect(inPlural.filter(([text, [first]]) => search(`${text}s`)[0] !== first)).toEqual([])
})

test("finds nothing for an unknown word and for signs", () => {
  expect(search("qwxzvk")).toEqual([])
  expect(search("()")).toEqual([])
})

test("finds fewer features for more words", () => {
  expect(search("container queries").length).toBeLessThan(search("container").length)
})

test.each([
  ["gird", "grid"],
  ["subgird", "subgrid"],
  ["contaner-queries", "container-queries"],
  ["flex", "flexbox"],
  ["service-worker", "service-workers"],
  ["dialg", "dialog"],
  ["pop", "popover"],
])("suggests for the id %s first %s", (id, suggestion) => {
  const ids = features.map(({ id }) => id)
  expect(suggestIds(id, ids)[0]).toBe(suggestion)
  expect(suggestIds(id, ids).length).toBeLessThanOrEqual(5)
})

test.each(["qqqqqqqq", "日本", "x"])("has no suggestions for the id %s", (unknown) => {
  const ids = features.map(({ id }) => id)
  expect(suggestIds(unknown, ids)).toEqual([])
})
