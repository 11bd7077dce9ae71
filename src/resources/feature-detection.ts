/**
 * Conditions in CSS or JavaScript that detect features. A compat key determines the condition of a part, for the kinds of
 * parts that a page can detect. A feature has several parts, so its condition combines the parts that shipped last.
 */
import { partName } from "#search/part-names"

type TestedPart = {
  key: string
  /** For each core browser, the index of the first version with full support, or -1. */
  support: readonly number[]
}

type Test = { language: "css" | "js"; condition: string }

const maxTests = 3

/**
 * Returns a condition that is true in the browsers that support all of `parts`: `@supports (gap: initial)`, or an
 * expression in JavaScript. Returns null if no condition of at most 3 parts is true in exactly these browsers.
 * @param support the support of all parts together. Default: in each browser, the support of its last part.
 */
export function detectionOf(parts: readonly TestedPart[], support = lastSupport(parts)): string | null {
  const tests: Test[] = []
  let missing = support.map((_, core) => core)
  let candidates = parts.flatMap((part) => {
    const test = testOf(part.key)
    return test ? [{ test, support: part.support }] : []
  })
  while (missing.length > 0 && tests.length < maxTests) {
    const covered = candidates.map((part) => missing.filter((core) => part.support[core] === support[core]))
    const most = Math.max(0, ...covered.map(({ length }) => length))
    if (most === 0) return null
    const best = covered.findIndex(({ length }) => length === most)
    tests.push((candidates[best] as (typeof candidates)[number]).test)
    missing = missing.filter((core) => !covered[best]?.includes(core))
    candidates = candidates.filter((_, index) => index !== best)
  }
  return missing.length === 0 && tests.length > 0 ? combine(tests) : null
}

const order = (index: number) => (index < 0 ? Number.POSITIVE_INFINITY : index)

function lastSupport(parts: readonly TestedPart[]): readonly number[] {
  const [first, ...others] = parts.map((part) => part.support)
  return (first ?? []).map((index, core) =>
    others.reduce(
      (last, support) => (order(support[core] ?? -1) > order(last) ? (support[core] ?? -1) : last),
      index,
    ),
  )
}

function combine(tests: readonly Test[]): string {
  if (tests.every(({ language }) => language === "css")) {
    return `@supports ${tests.map(({ condition }) => condition).join(" and ")}`
  }
  return tests
    .map(({ language, condition }) =>
      language === "css" ? `CSS.supports(${JSON.stringify(condition)})` : condition,
    )
    .join(" && ")
}

/** Returns the condition that detects a part, or undefined if a page cannot detect this kind of part. */
export function testOf(key: string): Test | undefined {
  const [area = "", kind = "", ...path] = key.split(".")
  const condition =
    conditionOf[`${area}.${kind}`]?.(path) ?? (area === "api" ? ofInterface(kind, path) : undefined)
  return condition === undefined ? undefined : { language: area === "css" ? "css" : "js", condition }
}

type ConditionOf = (path: readonly string[]) => string | undefined

const conditionOf: Readonly<Record<string, ConditionOf>> = {
  "css.properties": ofProperty,
  "css.selectors": ofSelector,
  "css.types": ofType,
  "javascript.builtins": ofBuiltIn,
}

const isKeyword = (text: string) => /^-?[a-z]+(-[a-z]+)*$/.test(text)

/** Names of values in browser-compat-data that are functions, for any property or for one, and a value with each. */
const functionValues: Readonly<Record<string, string>> = {
  anchor: "anchor(top)",
  "anchor-size": "anchor-size(width)",
  blur: "blur(1px)",
  brightness: "brightness(1)",
  contrast: "contrast(1)",
  "drop-shadow": "drop-shadow(1px 1px)",
  grayscale: "grayscale(1)",
  "hue-rotate": "hue-rotate(1deg)",
  invert: "invert(1)",
  minmax: "minmax(1px, 2px)",
  opacity: "opacity(1)",
  path: 'path("M0 0")',
  ray: "ray(1deg)",
  saturate: "saturate(1)",
  sepia: "sepia(1)",
  view: "view()",
  "grid-template-columns.repeat": "repeat(2, 1px)",
  "grid-template-rows.repeat": "repeat(2, 1px)",
  "shape-outside.circle": "circle()",
}

/** Names in browser-compat-data that stand for a kind of value, or for a keyword that is not a value by itself. */
const notValues =
  /^(?:animation|annotation|background-.+|fill|fit-content|gradients?|image(?:-set)?|inset|jump|left|length|number|only|ornaments|percentages?|polygon|position-area|right|scroll|styleset|stylistic|swash|two-values|url)$/

/** Properties that accept any identifier, so that their values cannot be detected. */
const anyIdentifier =
  /^(?:anchor-name|animation(?:-name)?|container(?:-name)?|counter-.+|font-family|font-palette|grid-(?:area|column|row).*|list-style(?:-type)?|page|transition(?:-property)?|view-transition-(?:class|name)|will-change)$/

function ofProperty([property = "", value, ...deeper]: readonly string[]): string | undefined {
  if (!isKeyword(property) || property === "custom-property" || deeper.length > 0) return undefined
  if (value === undefined) return `(${property}: initial)`
  if (anyIdentifier.test(property)) return undefined
  const withFunction = functionValues[`${property}.${value}`] ?? functionValues[value]
  const example = withFunction ?? (isKeyword(value) && !notValues.test(value) ? value : undefined)
  return example && `(${property}: ${example})`
}

const selectorArguments: Readonly<Record<string, string>> = {
  "active-view-transition-type": "x",
  dir: "ltr",
  highlight: "x",
  lang: "en",
  "nth-child": "1",
  "nth-last-child": "1",
  "nth-last-of-type": "1",
  "nth-of-type": "1",
  part: "x",
  picker: "select",
  state: "x",
}

/** Pseudo-classes of `@page`, which `selector()` does not accept. */
const pageSelectors = /^(?:first|left|right)$/

function ofSelector([selector = "", ...deeper]: readonly string[]): string | undefined {
  const name = partName(`css.selectors.${selector}`)
  if (deeper.length > 0 || pageSelectors.test(selector) || !/^::?[a-z-]+(\(\))?$/.test(name)) return undefined
  return `selector(${name.replace("()", `(${selectorArguments[selector] ?? "*"})`)})`
}

/** Types and functions of values with an example, by the compat key below `css.types`. */
const typeExamples: Readonly<Record<string, string>> = {
  abs: "width: abs(1px)",
  acos: "rotate: acos(1)",
  asin: "rotate: asin(1)",
  atan: "rotate: atan(1)",
  atan2: "rotate: atan2(1, 1)",
  calc: "width: calc(1px + 1%)",
  "calc-size": "width: calc-size(auto, size)",
  clamp: "width: clamp(1px, 2px, 3px)",
  "color.color": "color: color(display-p3 1 1 1)",
  "color.color-mix": "color: color-mix(in srgb, red, blue)",
  "color.contrast-color": "color: contrast-color(red)",
  "color.hwb": "color: hwb(0 0% 0%)",
  "color.lab": "color: lab(50% 0 0)",
  "color.lch": "color: lch(50% 0 0)",
  "color.light-dark": "color: light-dark(red, blue)",
  "color.oklab": "color: oklab(50% 0 0)",
  "color.oklch": "color: oklch(50% 0 0)",
  cos: "width: calc(1px * cos(0))",
  exp: "width: calc(1px * exp(0))",
  hypot: "width: hypot(1px, 2px)",
  "length.container_query_length_units": "width: 1cqw",
  "length.lh": "width: 1lh",
  "length.rlh": "width: 1rlh",
  "length.viewport_percentage_units_dynamic": "width: 1dvh",
  "length.viewport_percentage_units_large": "width: 1lvh",
  "length.viewport_percentage_units_small": "width: 1svh",
  log: "width: calc(1px * log(2))",
  max: "width: max(1px, 2px)",
  min: "width: min(1px, 2px)",
  mod: "width: mod(2px, 1px)",
  pow: "width: calc(1px * pow(2, 2))",
  rem: "width: rem(2px, 1px)",
  round: "width: round(1px, 1px)",
  sign: "width: calc(1px * sign(1))",
  sin: "width: calc(1px * sin(0))",
  sqrt: "width: calc(1px * sqrt(4))",
  tan: "width: calc(1px * tan(0))",
}

function ofType(path: readonly string[]): string | undefined {
  const example = typeExamples[path.join(".")]
  return example && `(${example})`
}

const isName = (text: string) => /^[A-Za-z]\w*$/.test(text)

/** Interfaces that pages cannot see: they belong to workers or have no constructor in some browsers. */
const outsidePages =
  /(?:Worker|Worklet)GlobalScope$|^Worker(?:Location|Navigator)$|^Paint|^(?:AudioWorkletProcessor|Clients?|CSSFontFeatureValuesMap|FileReaderSync|FileSystemSyncAccessHandle|FontFaceSet|InterventionReportBody|Location|PushMessageData|RTCRtpScriptTransformer|RTCTransformEvent|StorageAccessHandle|WindowClient)$|^(?:BackgroundFetch|BackgroundFetchUpdateUI|CanMakePayment|Extendable\w*|Fetch|Install|Notification|PaymentRequest|PeriodicSync|Push|PushSubscriptionChange|Sync)Event$|^SpeechRecognition(?:Alternative|Result)|^[A-Z]+_|OES$/

/** Members that are not on the prototype. `name_event` and `name_static` are not either. */
const notOnPrototype = /_|^(?:Audio|Image|Option|isTrusted|transferable)$/

/** Objects that every page has. */
const instances: Readonly<Record<string, string>> = {
  Document: "document",
  Navigator: "navigator",
  Window: "window",
}

function ofInterface(owner: string, [member = "", ...deeper]: readonly string[]): string | undefined {
  if (!isName(owner) || outsidePages.test(owner) || deeper.length > 0) return undefined
  if (member === "" || member === owner) return `"${owner}" in globalThis`
  const statically = /^(\w+)_static$/.exec(member)?.[1]
  if (statically) return memberIn(statically, owner, "")
  if (!isName(member) || notOnPrototype.test(member)) return undefined
  const instance = instances[owner]
  return instance ? `"${member}" in ${instance}` : memberIn(member, owner, ".prototype")
}

/** Owners that every browser has. Other owners may be undefined. */
const everywhere =
  /^(?:Array|Date|Element|Error|Event|EventTarget|Function|HTMLElement|JSON|Math|Node|Number|Object|RegExp|String)$/

const memberIn = (member: string, owner: string, path: "" | ".prototype") =>
  everywhere.test(owner)
    ? `"${member}" in ${owner}${path}`
    : `"${member}" in (globalThis.${owner}${path && `?${path}`} ?? {})`

const notGlobal =
  /^(?:Async(?:Function|Generator|GeneratorFunction|Iterator)|Generator(?:Function)?|TypedArray|undefined)$/

/** Members of instances or of legacy objects. They are not on a prototype. */
const ownProperties =
  /^(?:NaN|Segments|\w+Getter|\w+Setter|cause|error|errors|input|last\w+|leftContext|n|proto|rightContext|suppressed)$/

const namespaces = /^(?:Atomics|Intl|JSON|Math|Reflect|Temporal|WebAssembly)$/

/** Static members of built-in classes. All members of `Object` are static, with few exceptions. */
const staticMembers: Readonly<Record<string, RegExp>> = {
  Array: /^(?:from|fromAsync|isArray|of)$/,
  ArrayBuffer: /^isView$/,
  BigInt: /^as/,
  Date: /^(?:UTC|now|parse)$/,
  Error: /^(?:captureStackTrace|isError|stackTraceLimit)$/,
  Iterator: /^(?:concat|from|zip|zipKeyed)$/,
  Map: /^groupBy$/,
  Number: /^(?:[A-Z_]+|is\w+|parse\w+)$/,
  Object:
    /^(?!constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|proto$|to(?:Locale)?String|valueOf|__)/,
  Promise: /^(?!catch$|finally$|then$)/,
  Proxy: /^revocable$/,
  RegExp: /^escape$/,
  String: /^(?:fromCharCode|fromCodePoint|raw)$/,
  Symbol: /^(?!description$|toString$|valueOf$)/,
  Uint8Array: /^from(?:Base64|Hex)$/,
}

function ofBuiltIn([owner = "", member, ...deeper]: readonly string[]): string | undefined {
  if (deeper.length > 0 || !isName(owner) || notGlobal.test(owner)) return undefined
  if (member === undefined || member === owner) return `"${owner}" in globalThis`
  if (!isName(member) || member.includes("_") || ownProperties.test(member)) return undefined
  const isStatic = namespaces.test(owner) || staticMembers[owner]?.test(member)
  return memberIn(member, owner, isStatic ? "" : ".prototype")
}
