import { requiredParts } from "#reach/held-back-by"
import { detectionOf } from "#resources/feature-detection"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

const detectionOfFeature = (id: string) => {
  const feature = catalog.feature(id)
  return feature ? detectionOf(requiredParts(feature, catalog), feature.support) : undefined
}
const detectionOfPart = (key: string) => detectionOf([{ key, support: [3, 5] }])

test.each([
  ["has", "@supports selector(:has(*))"],
  ["aspect-ratio", "@supports (aspect-ratio: initial)"],
  ["oklab", "@supports (color: oklab(50% 0 0))"],
  ["popover", null],
  ["import-maps", null],
  ["intersection-observer", '"isIntersecting" in (globalThis.IntersectionObserverEntry?.prototype ?? {})'],
])("detects the feature %s with %s", (id, condition) => {
  expect(detectionOfFeature(id)).toBe(condition)
})

test.each([
  ["css.properties.gap", "@supports (gap: initial)"],
  ["css.properties.display.grid", "@supports (display: grid)"],
  ["css.properties.position-visibility.anchors-valid", "@supports (position-visibility: anchors-valid)"],
  ["css.properties.top.anchor", "@supports (top: anchor(top))"],
  ["css.properties.gap.grid_context", null],
  ["css.properties.background-image.gradients", null],
  ["css.properties.custom-property", null],
  ["css.selectors.focus-visible", "@supports selector(:focus-visible)"],
  ["css.selectors.part", "@supports selector(::part(x))"],
  ["css.selectors.first", null],
  ["css.types.length.viewport_percentage_units_dynamic", "@supports (width: 1dvh)"],
  ["api.Navigator.share", '"share" in navigator'],
  ["api.Element.animate", '"animate" in Element.prototype'],
  ["api.URL.canParse_static", '"canParse" in (globalThis.URL ?? {})'],
  ["api.Popover", '"Popover" in globalThis'],
  ["api.fetch", '"fetch" in globalThis'],
  ["api.PushEvent.data", null],
  ["api.Document.scroll_event", null],
  ["javascript.builtins.WeakRef", '"WeakRef" in globalThis'],
  ["javascript.builtins.Array.at", '"at" in Array.prototype'],
  ["javascript.builtins.Object.fromEntries", '"fromEntries" in Object'],
  ["javascript.builtins.Promise.withResolvers", '"withResolvers" in (globalThis.Promise ?? {})'],
  ["javascript.operators.optional_chaining", null],
  ["html.elements.dialog", null],
])("detects the part %s with %s", (key, condition) => {
  expect(detectionOfPart(key)).toBe(condition)
})

test("combines the parts that shipped last in some browser, in CSS if possible", () => {
  const [first, second, third] = [
    { key: "css.properties.gap", support: [1, 1] },
    { key: "css.properties.row-gap", support: [3, 2] },
    { key: "css.properties.display.grid", support: [2, 4] },
  ]
  expect(detectionOf([first, second, third] as never)).toBe(
    "@supports (row-gap: initial) and (display: grid)",
  )
  expect(detectionOf([second, { key: "api.Popover", support: [2, 4] }] as never)).toBe(
    'CSS.supports("(row-gap: initial)") && "Popover" in globalThis',
  )
})

test("returns no condition if the parts that shipped last cannot be detected", () => {
  const gap = { key: "css.properties.gap", support: [1, 1] }
  expect(detectionOf([gap, { key: "html.elements.dialog", support: [1, 2] }])).toBeNull()
  expect(detectionOf([gap], [1, 2])).toBeNull()
  expect(detectionOf([])).toBeNull()
  // No browser supports the other part, so its condition is never true.
  expect(detectionOf([gap, { key: "css.properties.row-gap", support: [1, -1] }])).toBe(
    "@supports (row-gap: initial)",
  )
})
