import { groupsByFeature } from "../../../src/resources/feature-groups"
import { nearestIds, searchFeatures } from "../../../src/resources/search"
import { provideCatalog } from "../../support/catalog"

const catalog = provideCatalog()
const { features } = catalog
const search = (text: string) => searchFeatures(text).map((place) => features[place]?.id)

test.each([
  ["flex box", "flexbox"],
  ["flexbox", "flexbox"],
  [":has", "has"],
  [":has()", "has"],
  ["containr queries", "container-queries"],
  ["@container", "container-queries"],
  ["css nesting", "nesting"],
  ["view transition", "view-transitions"],
  ["<dialog>", "dialog"],
  ["GRID", "grid"],
  ["@layer", "cascade-layers"],
  ["::part()", "shadow-parts"],
  ["grid-template-columns", "grid"],
  ["justify-content", "flexbox"],
  ["document.startViewTransition()", "view-transitions"],
  ["popovertarget", "popover"],
  ["IntersectionObserver", "intersection-observer"],
  ["Array.prototype.at", "array-at"],
  ["woff2", "font-face"],
  ["service worker", "service-workers"],
])("“%s” means %s", (text, id) => {
  expect(search(text)[0]).toBe(id)
})

test("a group's name finds the features in it first", () => {
  const within = groupsByFeature(catalog)
  const inGroup = features.filter((_, place) => within[place]?.has("web-components")).map(({ id }) => id)
  expect(inGroup.length).toBeGreaterThan(3)
  expect(search("web components").slice(0, inGroup.length).sort()).toEqual(inGroup.sort())
})

test("CSS properties and interfaces are found by their names, on the first page", () => {
  const named = features.flatMap(({ id, parts }) =>
    parts.flatMap(([key]) => {
      const name = /^(?:css\.properties|api)\.([^.]+)$/.exec(key)?.[1]
      return name === undefined ? [] : [{ id, name }]
    }),
  )
  const some = named.filter((_, place) => place % 7 === 0)
  const missed = some.filter(({ id, name }) => !search(name).slice(0, 50).includes(id))
  expect(some.length).toBeGreaterThan(150)
  expect(missed.length).toBeLessThanOrEqual(some.length / 50)
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
])("the id nearest to %s is %s", (wrong, right) => {
  const ids = features.map(({ id }) => id)
  expect(nearestIds(wrong, ids)[0]).toBe(right)
  expect(nearestIds(wrong, ids).length).toBeLessThanOrEqual(5)
})

test("nothing is near to an id of another kind", () => {
  expect(
    nearestIds(
      "qqqqqqqq",
      features.map(({ id }) => id),
    ),
  ).toEqual([])
})
