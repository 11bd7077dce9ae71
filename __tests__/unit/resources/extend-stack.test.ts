import { InvalidParameter } from "#resources/invalid-parameter"
import { extendStack } from "#resources/stack-resource"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test.each([
  [undefined, "grid", "grid"],
  ["grid", "has", "grid,has"],
  ["grid", "grid, has", "grid,has"],
  [undefined, "GRID, :has(), container queries", "grid,has,container-queries"],
  [undefined, ":has(); subgrid and popover\ndialog", "has,subgrid,popover,dialog"],
  [undefined, "masonry", "grid-lanes"],
  ["grid", "optional chaining", "grid,javascript.operators.optional_chaining"],
])("%s with “%s” becomes %s", (ids, add, extended) => {
  expect(extendStack(ids, add)).toMatchObject({ features: extended, unknown: [] })
})

test("accepts names with commas", () => {
  const named = catalog.features.filter(({ name }) => name.includes(","))
  expect(named.length).toBeGreaterThan(0)
  for (const { id, name } of named) expect(extendStack(undefined, name).features).toBe(id)
})

test("accepts the names that search finds", () => {
  const names =
    "css nesting, lazy loading, structuredClone, service worker, oklch, dark mode, @layer, Object.groupBy, passkey"
  expect(extendStack(undefined, names)).toMatchObject({ added: { length: 9 }, unknown: [] })
})

test("a wrong name does not block the others, and has suggestions", () => {
  expect(extendStack("grid", "has, contaner queries, dialog")).toEqual({
    features: "grid,has,dialog",
    added: ["has", "dialog"],
    unknown: [
      {
        text: "contaner queries",
        suggestions: expect.arrayContaining([{ id: "container-queries", name: "Container queries (size)" }]),
        elsewhere: [],
      },
    ],
  })
  expect(extendStack(undefined, "zzzzqqqq")).toMatchObject({ features: undefined, added: [] })
  const split = extendStack(undefined, "single-color-gradients").unknown[0]?.suggestions
  expect(split?.length).toBe(2)
})

test("rejects a stack with more than 100 features", () => {
  const ids = catalog.features.slice(0, 100).map(({ id }) => id)
  const extend = () => extendStack(ids.join(","), catalog.features[100]?.id ?? "")
  expect(extend).toThrow(InvalidParameter)
  expect(extend).toThrow(/101 features. The maximum is 100/)
})
