/**
 * Names that people use for features and that the data does not contain. Each name consists of words in the singular.
 * The ids of the features follow, most likely first.
 */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  accordion: ["details-name", "details"],
  ajax: ["fetch", "xhr"],
  "arrow function": ["functions"],
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
  "media query": ["media-queries"],
  opfs: ["origin-private-file-system"],
  "parent selector": ["has"],
  passkey: ["webauthn", "webauthn-public-key-easy", "webauthn-signals"],
  "private field": ["class-syntax"],
  "private method": ["class-syntax"],
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

/** The data has one feature for a family of units, so that each unit is an alias of that feature. */
function unitsOf(ids: readonly string[], units: readonly string[]) {
  return Object.fromEntries(units.map((unit) => [unit, ids]))
}
