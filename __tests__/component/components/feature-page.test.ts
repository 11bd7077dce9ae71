import browserslist from "browserslist"
import { maxQueryLength } from "#audience/browserslist"
import { browserslistQuery } from "#audience/browserslist-query"
import { browserIds } from "#catalog/browsers"
import { featureDetection } from "#components/features/feature-detection"
import { mdnLink } from "#components/features/mdn-links"
import { supportedSince, supportVersionsOf } from "#reach/reach"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const browsersOf = (id: string) => {
  const support = catalog.feature(id)?.support ?? []
  return browserIds.map((browser) => ({
    id: browser,
    supportedSince: supportedSince(catalog, support, browser),
  }))
}

test("browserslist accepts the query of every feature, and the query is not too long for this site", () => {
  let tried = 0
  for (const { id } of catalog.features) {
    const query = browserslistQuery(browsersOf(id))
    if (query === undefined) continue
    expect(query.length).toBeLessThanOrEqual(maxQueryLength)
    expect(() => browserslist(query)).not.toThrow()
    tried++
  }
  expect(tried).toBeGreaterThan(1_000)
})

test("the query contains the versions that support a feature, and no older ones", () => {
  const query = browserslistQuery(browsersOf("has")) ?? ""
  const versions = browserslist(query)
  expect(versions).toContain("safari 15.4")
  expect(versions).not.toContain("safari 15.2-15.3")
  expect(versions).toContain("firefox 121")
  expect(versions).not.toContain("firefox 120")
  expect(browserslistQuery([{ id: "chrome", supportedSince: null }])).toBeUndefined()
})

const detectionOf = (id: string) => {
  const feature = catalog.feature(id)
  const parts = (feature?.parts ?? []).map(([key, index]) => ({
    key,
    support: supportVersionsOf(catalog, catalog.statuses[index]?.support ?? []),
  }))
  return featureDetection(feature?.name ?? "", parts, browsersOf(id))
}

test.each([
  ["has", "@supports selector(:has(*))"],
  ["aspect-ratio", "@supports (aspect-ratio: initial)"],
  ["intersection-observer", '"isIntersecting" in IntersectionObserverEntry.prototype'],
  ["abortsignal-any", undefined],
])("detects %s with %s", (id, condition) => {
  expect(detectionOf(id)).toBe(condition)
})

test.each([
  ["css.properties.display.grid", "@supports (display: grid)"],
  ["css.properties.gap.grid_context", undefined],
  ["css.selectors.focus-visible", "@supports selector(:focus-visible)"],
  ["api.Navigator.share", '"share" in navigator'],
  ["api.Element.animate", '"animate" in Element.prototype'],
  ["api.URL.canParse_static", undefined],
  ["api.Popover", '"Popover" in globalThis'],
  ["javascript.builtins.WeakRef", 'typeof WeakRef !== "undefined"'],
  ["javascript.builtins.Array.at", undefined],
  ["html.elements.dialog", undefined],
])("the compat key %s becomes the condition %s", (key, condition) => {
  const support = { chrome: "100" }
  const browsers = [{ id: "chrome", supportedSince: "100" }]
  expect(featureDetection(":focus-visible", [{ key, support }], browsers)).toBe(condition)
})

test("ignores parts that shipped before the whole feature", () => {
  const parts = [
    { key: "css.properties.gap", support: { chrome: "57", firefox: "52" } },
    { key: "css.properties.row-gap", support: { chrome: "66", firefox: "61" } },
  ]
  const browsers = [
    { id: "chrome", supportedSince: "66" },
    { id: "firefox", supportedSince: "61" },
    { id: "opera", supportedSince: "53" },
  ]
  expect(featureDetection("gap", parts, browsers)).toBe("@supports (row-gap: initial)")
})

test.each([
  [["css.properties.gap.grid_context", "css.properties.gap"], "/docs/Web/CSS/gap"],
  [["api.IntersectionObserver.observe", "api.IntersectionObserver"], "/docs/Web/API/IntersectionObserver"],
  [["html.elements.dialog"], "/docs/Web/HTML/Element/dialog"],
  [["css.selectors.has"], "/docs/Web/CSS/:has"],
  [["css.selectors.is"], "/search?q=%3Ahas()"],
  [["api.Element.animate"], "/docs/Web/API/Element/animate"],
  [["api.Element.animate.options_timeline"], "/search?q=%3Ahas()"],
  [["javascript.builtins.Array.at"], "/docs/Web/JavaScript/Reference/Global_Objects/Array/at"],
  [["css.properties.__proto__"], "/search?q=%3Ahas()"],
])("links %j to MDN at %s", (keys, path) => {
  expect(mdnLink(":has()", keys).href).toBe(`https://developer.mozilla.org${path}`)
})
