import { aliases, partAliases } from "#search/aliases"
import { partName } from "#search/part-names"
import { search } from "#search/search"
import { syntaxByKey } from "#search/syntax"
import { provideCatalog } from "../../support/inputs/catalog"

const { features } = provideCatalog()
const keys = new Set(features.flatMap(({ parts }) => parts.map(([key]) => key)))

test.each([
  ["optional chaining", "javascript.operators.optional_chaining"],
  ["?.", "javascript.operators.optional_chaining"],
  ["?. operator", "javascript.operators.optional_chaining"],
  ["??=", "javascript.operators.nullish_coalescing_assignment"],
  ["||=", "javascript.operators.logical_or_assignment"],
  ["**", "javascript.operators.exponentiation"],
  ["...", "javascript.operators.spread"],
  ["...rest", "javascript.functions.rest_parameters"],
  ["rest parameters", "javascript.functions.rest_parameters"],
  ["rest parameter", "javascript.functions.rest_parameters"],
  ["default arguments", "javascript.functions.default_parameters"],
  ["=>", "javascript.functions.arrow_functions"],
  ["arrow functions", "javascript.functions.arrow_functions"],
  ["#x", "javascript.classes.private_class_fields"],
  ["private fields", "javascript.classes.private_class_fields"],
  ["private class fields", "javascript.classes.private_class_fields"],
  ["private methods", "javascript.classes.private_class_methods"],
  ["class fields", "javascript.classes.public_class_fields"],
  ["static blocks", "javascript.classes.static.initialization_blocks"],
  ["object spread", "javascript.operators.spread.spread_in_object_literals"],
  ["(?<=", "javascript.regular_expressions.lookbehind_assertion"],
  ["regex lookbehind", "javascript.regular_expressions.lookbehind_assertion"],
  ["lookbehind", "javascript.regular_expressions.lookbehind_assertion"],
  ["named groups", "javascript.regular_expressions.named_capturing_group"],
  ["import attributes", "javascript.statements.import.import_attributes"],
  ["shorthand properties", "javascript.operators.object_initializer.shorthand_property_names"],
  ["computed properties", "javascript.operators.object_initializer.computed_property_names"],
  ["Object.fromEntries", "javascript.builtins.Object.fromEntries"],
  ["Object.fromEntries()", "javascript.builtins.Object.fromEntries"],
  ["fromEntries", "javascript.builtins.Object.fromEntries"],
  ["object from entries", "javascript.builtins.Object.fromEntries"],
  ["Object.groupBy", "javascript.builtins.Object.groupBy"],
  ["Object.entries", "javascript.builtins.Object.entries"],
  ["Array.prototype.map", "javascript.builtins.Array.map"],
  ["Number.isInteger", "javascript.builtins.Number.isInteger"],
  ["Intl.Locale.getTimeZones", "javascript.builtins.Intl.Locale.getTimeZones"],
  ["fetch keepalive", "api.fetch.options_parameter.keepalive"],
  ["keepalive", "api.Request.keepalive"],
  ["fetch signal", "api.fetch.options_parameter.signal"],
  ["startViewTransition", "api.Document.startViewTransition"],
  ["document.startViewTransition()", "api.Document.startViewTransition"],
  ["clipboard.write", "api.Clipboard.write"],
  ["IntersectionObserver.rootMargin", "api.IntersectionObserver.rootMargin"],
  ["intersection observer rootMargin", "api.IntersectionObserver.rootMargin"],
  ["Element.checkVisibility", "api.Element.checkVisibility"],
  ["URL.createObjectURL", "api.URL.createObjectURL_static"],
  ["crypto.randomUUID", "api.Crypto.randomUUID"],
  ["gap", "css.properties.gap"],
  ["gap property", "css.properties.gap"],
  ["flex gap", "css.properties.gap.flex_context"],
  ["justify-items", "css.properties.justify-items"],
  ["place-items", "css.properties.place-items"],
  ["grid-template-areas", "css.properties.grid-template-areas"],
  ["position: sticky", "css.properties.position.sticky"],
  ["popovertarget", "html.elements.button.popovertarget"],
  ["woff2", "css.at-rules.font-face.WOFF_2"],
  ["webp alpha", "mediatypes.image.webp.alpha"],
  ["SameSite", "http.headers.Set-Cookie.SameSite"],
])("finds for “%s” the part %s first, before all features", (text, key) => {
  const { parts, features: found } = search(text)
  expect(parts[0]).toMatchObject({ key, isExact: true })
  expect(found).toContain(parts[0]?.feature)
  expect(features[parts[0]?.feature ?? -1]?.parts.map(([key]) => key)).toContain(key)
})

test.each([
  "grid",
  "has",
  ":has()",
  "structuredClone",
  "Promise.any",
  "array at",
  ":focus-visible",
  "popover",
])("finds for the name of a feature, %s, no part before the feature", (text) => {
  expect(search(text).parts.filter(({ isExact }) => isExact)).toEqual([])
})

test("returns the part by which a feature matches, except if its own name matches", () => {
  const partOf = (text: string, id: string) =>
    search(text).matchedParts.get(features.findIndex((feature) => feature.id === id))?.key
  expect(partOf("fetch keepalive", "fetch")).toBe("api.fetch.options_parameter.keepalive")
  expect(partOf("gap", "multi-column")).toBe("css.properties.gap.multicol_context")
  expect(partOf("gap", "flexbox-gap")).toBeUndefined()
  expect(partOf("oklch", "oklab")).toBeUndefined()
})

test("counts close matches and lists them before looser matches", () => {
  const { features: found, closeCount } = search("has")
  const ids = found.map((index) => features[index]?.id)
  expect(ids.slice(0, closeCount)).toEqual(["has", "has-slotted"])
  expect(ids.length).toBeGreaterThan(50)
  expect(search("containr queries")).toMatchObject({ closeCount: 0 })
  expect(search("containr queries").features.length).toBeGreaterThan(0)
})

test("does not list parts whose name many features have", () => {
  expect(search("name").parts.filter(({ isExact }) => isExact)).toEqual([])
  expect(search("secure context required").parts).toEqual([])
})

test.each([
  ["javascript.operators.optional_chaining", "Optional chaining (?.)"],
  ["javascript.functions.rest_parameters", "Rest parameters (...rest)"],
  ["javascript.classes.private_class_fields", "Private class fields (#field)"],
  ["javascript.operators.await.top_level", "Top-level await"],
  ["javascript.operators.spread.spread_in_arrays", "Spread in arrays"],
  ["javascript.functions.arrow_functions.trailing_comma", "Arrow functions (=>): trailing comma"],
  ["javascript.statements.for_of", "for…of"],
  ["javascript.statements.class", "class statement"],
  ["javascript.builtins.Object.fromEntries", "Object.fromEntries()"],
  ["javascript.builtins.Array.length", "Array.length"],
  ["javascript.builtins.Array.@@iterator", "Array[Symbol.iterator]()"],
  ["javascript.builtins.Symbol.asyncIterator", "Symbol.asyncIterator"],
  ["javascript.builtins.Temporal.Instant.add", "Temporal.Instant.add()"],
  ["javascript.builtins.Intl.Locale.language", "Intl.Locale.language"],
  ["javascript.builtins.decodeURIComponent", "decodeURIComponent()"],
  [
    "javascript.builtins.Intl.PluralRules.PluralRules.options_parameter.options_roundingPriority_parameter",
    "Intl.PluralRules() constructor: roundingPriority option",
  ],
  ["api.fetch.options_parameter.keepalive", "fetch(): keepalive option"],
  ["api.fetch.init_keepalive_parameter", "fetch(): keepalive option"],
  ["api.structuredClone", "structuredClone()"],
  ["api.AbortSignal.any_static", "AbortSignal.any"],
  ["api.AbortController.abort.reason_parameter", "AbortController.abort: reason parameter"],
  ["api.FileReader.FileReader", "FileReader() constructor"],
  ["api.FileReader.load_event", "FileReader: load event"],
  ["api.FileReader.worker_support", "FileReader in workers"],
  ["css.properties.gap", "gap"],
  ["css.properties.gap.grid_context", "gap in grid layouts"],
  ["css.properties.gap.grid_context.calc_values", "gap in grid layouts: calc values"],
  ["css.properties.text-wrap.balance", "text-wrap: balance"],
  ["css.at-rules.media.prefers-color-scheme", "@media: prefers-color-scheme"],
  ["css.selectors.has", ":has()"],
  ["css.selectors.focus-visible", ":focus-visible"],
  ["css.selectors.before", "::before"],
  ["css.selectors.nesting", "Nesting selector (&)"],
  ["css.selectors.hostfunction", ":host()"],
  ["css.types.color.oklch", "oklch (color)"],
  ["html.elements.input.type_date", '<input type="date">'],
  ["html.elements.a.download", "<a download>"],
  ["html.elements.link.rel.preload", '<link rel="preload">'],
  ["html.global_attributes.popover.hint", 'popover="hint"'],
  ["html.global_attributes.inert", "inert attribute"],
  ["http.headers.Set-Cookie.SameSite", "Set-Cookie: SameSite"],
  ["http.headers.Accept", "Accept header"],
  ["svg.elements.clipPath.clipPathUnits", "<clipPath clipPathUnits> (SVG)"],
  ["mediatypes.image.webp.alpha", "image/webp: alpha"],
  ["manifests.webapp.icons", "icons (web app manifest)"],
  ["webassembly.api.Memory.Memory", "WebAssembly.Memory() constructor"],
])("names the part %s “%s”", (key, name) => {
  expect(partName(key)).toBe(name)
})

test("names every part without the notation of compat keys", () => {
  for (const key of keys) {
    const name = partName(key)
    expect(name.trim()).toBe(name)
    expect(name).not.toMatch(/^$|_(?:event|parameter|static|support)|: :|\(\)\(\)/)
  }
})

test("aliases and syntax belong to parts of the catalogue", () => {
  const named = [...Object.values(partAliases), ...Object.keys(syntaxByKey)]
  expect(named.filter((key) => !keys.has(key))).toEqual([])
  expect(Object.keys(partAliases).filter((alias) => alias in aliases)).toEqual([])
})
