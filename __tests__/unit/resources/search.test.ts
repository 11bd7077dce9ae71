import { aliases } from "../../../src/resources/aliases"
import { groupsByFeature } from "../../../src/resources/feature-groups"
import { searchFeatures } from "../../../src/resources/search"
import { suggestIds } from "../../../src/resources/suggestions"
import { provideCatalog } from "../../support/catalog"

const catalog = provideCatalog()
const { features } = catalog
const search = (text: string) => searchFeatures(text).map((place) => features[place]?.id)

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
])("“%s” means %s", (text, id) => {
  expect(search(text)[0]).toBe(id)
})

test("a group's name finds the features in it first", () => {
  const within = groupsByFeature(catalog)
  const inGroup = features.filter((_, place) => within[place]?.has("web-components")).map(({ id }) => id)
  expect(inGroup.length).toBeGreaterThan(3)
  expect(search("web components").slice(0, inGroup.length).sort()).toEqual(inGroup.sort())
})

/** What the parts of a kind are called, each with the id of the feature that it is in. */
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
])("every %s finds its feature among the first three", (_kind, kind, least) => {
  const named = namesOf(kind)
  expect(named.length).toBeGreaterThan(least)
  expect(named.filter(({ id, name }) => !search(name).slice(0, 3).includes(id))).toEqual([])
})

test("every id finds its own feature first, and every name at least behind those of that id", () => {
  expect(features.filter(({ id }) => search(id)[0] !== id).map(({ id }) => id)).toEqual([])
  const others = new Set(features.map(({ id }) => id))
  const missed = features.filter(({ id, name }) => {
    const found = search(name)
    const place = found.indexOf(id)
    return place > 1 || (place === 1 && !others.has(String(found[0])))
  })
  expect(missed.map(({ id }) => id)).toEqual([])
})

test("what is a name finds what it names, and not whatever has one of its words", () => {
  const few = ["Array.prototype.at", "view transitions api", "scroll-snap-type"].map((text) => search(text))
  expect(few.map(({ length }) => length)).toEqual([1, expect.any(Number), 1])
  expect(few[1]?.every((id) => id?.includes("view-transition"))).toBe(true)
})

test("what people say leads to features that there are", () => {
  const ids = new Set(features.map(({ id }) => id))
  const named = Object.entries(aliases)
  expect(named.filter(([, meant]) => !meant.every((id) => ids.has(id)))).toEqual([])
  expect(named.filter(([text, [likeliest]]) => search(text)[0] !== likeliest)).toEqual([])
  const inPlural = named.filter(([text]) => !text.endsWith("s"))
  expect(inPlural.filter(([text, [likeliest]]) => search(`${text}s`)[0] !== likeliest)).toEqual([])
})

test("a word that nothing has finds nothing, and neither do signs alone", () => {
  expect(search("qwxzvk")).toEqual([])
  expect(search("()")).toEqual([])
})

test("more words find fewer features", () => {
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
])("the id nearest to %s is %s", (wrong, right) => {
  const ids = features.map(({ id }) => id)
  expect(suggestIds(wrong, ids)[0]).toBe(right)
  expect(suggestIds(wrong, ids).length).toBeLessThanOrEqual(5)
})

test.each(["qqqqqqqq", "日本", "x"])("nothing is near to %s", (unknown) => {
  const ids = features.map(({ id }) => id)
  expect(suggestIds(unknown, ids)).toEqual([])
})
