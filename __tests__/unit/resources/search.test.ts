import { nearestIds, searchFeatures } from "../../../src/resources/search"
import { provideCatalog } from "../../support/catalog"

const { features } = provideCatalog()
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
])("“%s” means %s", (text, id) => {
  expect(search(text)[0]).toBe(id)
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
