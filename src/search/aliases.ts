/**
 * Names that people use for features, but that the data packages do not contain. Each key is a name in the singular.
 * Each value lists the ids of the features, most likely first.
 */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  accordion: ["details-name", "details"],
  ajax: ["fetch", "xhr"],
  "css variable": ["custom-properties"],
  "dark mode": ["prefers-color-scheme", "color-scheme", "light-dark"],
  "date picker": ["input-date-time"],
  "drag drop": ["draganddrop"],
  "dynamic viewport unit": ["viewport-unit-variants"],
  "es module": ["js-modules"],
  esm: ["js-modules"],
  houdini: ["registered-custom-properties", "css-typed-om", "paint", "audio-worklet"],
  "infinite scroll": ["intersection-observer"],
  "lazy load": ["loading-lazy", "loading-lazy-media", "intersection-observer"],
  "lazy loading": ["loading-lazy", "loading-lazy-media", "intersection-observer"],
  "light mode": ["prefers-color-scheme", "color-scheme", "light-dark"],
  masonry: ["grid-lanes"],
  "media query": ["media-queries"],
  opfs: ["origin-private-file-system"],
  "parent selector": ["has"],
  passkey: ["webauthn", "webauthn-public-key-easy", "webauthn-signals"],
  "push notification": ["push", "notifications"],
  pwa: ["manifest", "service-workers"],
  "reduced motion": ["prefers-reduced-motion"],
  "rounded corner": ["border-radius", "corner-shape"],
  "smooth scroll": ["scroll-behavior"],
  "smooth scrolling": ["scroll-behavior"],
  sse: ["server-sent-events"],
  toast: ["popover", "popover-hint"],
  tooltip: ["popover-hint", "popover", "anchor-positioning", "title-attr"],
  "web share": ["share"],
  "web worker": ["dedicated-workers", "shared-workers"],
  ...unitsOf(["viewport-units"], ["vw", "vh", "vmin", "vmax", "vi", "vb"]),
  ...unitsOf(
    ["viewport-unit-variants"],
    ["s", "l", "d"].flatMap((size) => ["vw", "vh", "vmin", "vmax", "vi", "vb"].map((unit) => size + unit)),
  ),
  ...unitsOf(["container-queries"], ["cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"]),
}

/** Makes each unit an alias, because web-features has one feature for a whole family of units. */
function unitsOf(ids: readonly string[], units: readonly string[]) {
  return Object.fromEntries(units.map((unit) => [unit, ids]))
}

/**
 * Names that people use for parts of features, if the name cannot be derived from the part's compat key. Each key is a
 * name in the singular. Each value is a compat key.
 */
export const partAliases: Readonly<Record<string, string>> = {
  "array spread": "javascript.operators.spread.spread_in_arrays",
  "class field": "javascript.classes.public_class_fields",
  "computed property": "javascript.operators.object_initializer.computed_property_names",
  "default parameter": "javascript.functions.default_parameters",
  "default argument": "javascript.functions.default_parameters",
  "dynamic import": "javascript.operators.import",
  "flex gap": "css.properties.gap.flex_context",
  "flexbox gap": "css.properties.gap.flex_context",
  getter: "javascript.functions.get",
  "grid gap": "css.properties.gap.grid_context",
  "instance field": "javascript.classes.public_class_fields",
  "null coalescing": "javascript.operators.nullish_coalescing",
  "object rest": "javascript.operators.destructuring.rest_in_objects",
  "object spread": "javascript.operators.spread.spread_in_object_literals",
  "optional catch": "javascript.statements.try_catch.optional_catch_binding",
  "private field": "javascript.classes.private_class_fields",
  "private method": "javascript.classes.private_class_methods",
  "private property": "javascript.classes.private_class_fields",
  "safe navigation": "javascript.operators.optional_chaining",
  setter: "javascript.functions.set",
  "shorthand method": "javascript.operators.object_initializer.shorthand_method_names",
  "shorthand property": "javascript.operators.object_initializer.shorthand_property_names",
  "static block": "javascript.classes.static.initialization_blocks",
  ternary: "javascript.operators.conditional",
  "template string": "javascript.grammar.template_literals",
}
