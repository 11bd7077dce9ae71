import { InvalidParameter } from "#resources/invalid-parameter"
import { extendStack } from "#resources/stack-resource"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test.each([
  [undefined, "grid", "grid"],
  ["grid", "has", "grid,has"],
  ["grid", "grid, has", "grid,has"],
  [undefined, "GRID, :has(), container queries", "grid,has,container-queries"],
  [undefined, "masonry", "grid-lanes"],
])("%s with “%s” becomes %s", (ids, add, extended) => {
  expect(extendStack(ids, add)).toBe(extended)
})

test("accepts names with commas", () => {
  const named = catalog.features.filter(({ name }) => name.includes(","))
  expect(named.length).toBeGreaterThan(0)
  for (const { id, name } of named) expect(extendStack(undefined, name)).toBe(id)
})

test.each([
  ["contaner queries", /Did you mean .*container-queries/],
  ["zzzzqqqq", /no web feature “zzzzqqqq”/],
  ["single-color-gradients", /^“single-color-gradients” was split into “[a-z-]+” and “[a-z-]+”\.$/],
  ["margin-top", /Did you mean margin, /],
])("rejects “%s” with suggestions or successors", (add, message) => {
  const extend = () => extendStack("grid", add)
  expect(extend).toThrow(InvalidParameter)
  expect(extend).toThrow(message)
})

test("rejects a stack with more than 100 features", () => {
  const ids = catalog.features.slice(0, 100).map(({ id }) => id)
  expect(() => extendStack(ids.join(","), catalog.features[100]?.id ?? "")).toThrow(
    /101 features. The maximum is 100/,
  )
})
