import { syntaxByKey } from "./syntax"

/**
 * Returns the name that people use for a part: `Object.fromEntries()`, “gap in grid layouts”, “fetch(): keepalive
 * option”. Derives the name from the compat key, because most parts have no description in browser-compat-data.
 */
export function partName(key: string): string {
  const [area = "", kind = "", ...path] = key.split(".")
  const names = nameInArea[area]?.(kind, path)
  return names ?? inSentence([area, kind, ...path].at(-1) ?? key)
}

type NameOf = (kind: string, path: readonly string[]) => string | undefined

const nameInArea: Readonly<Record<string, NameOf>> = {
  api: (root, members) => nameOfInterface(root, members),
  css: (kind, [root = "", ...values]) => nameOfCss[kind]?.(root, values),
  html: (kind, path) => nameOfMarkup(kind, path),
  http: (kind, path) => nameOfHttp(kind, path),
  javascript: (kind, path) =>
    kind === "builtins" ? nameOfBuiltIn(path) : nameOfSyntax(["javascript", kind, ...path].join("."), path),
  manifests: (_kind, path) => `${path.map(words).join(": ")} (web app manifest)`,
  mathml: (kind, path) => in_(nameOfMarkup(kind, path), "MathML"),
  mediatypes: (kind, [type = "", ...details]) => withDetails(`${kind}/${type}`, details),
  svg: (kind, path) => in_(nameOfMarkup(kind, path), "SVG"),
  webassembly: (kind, path) =>
    kind === "api" && path.length > 0
      ? `WebAssembly.${nameOfInterface(path[0] ?? "", path.slice(1))}`
      : in_(withDetails(inSentence(kind), path), "WebAssembly"),
  webdriver: (kind, path) => in_([kind, ...path].slice(1).map(words).join(": "), "WebDriver"),
}

const in_ = (name: string | undefined, technology: string) =>
  name === undefined || name === "" ? undefined : `${name} (${technology})`

/** Global JavaScript names in lower case that are not functions, so their names get no “()”. */
const globalObjects: ReadonlySet<string> = new Set([
  ...["caches", "console", "crypto", "indexedDB", "isSecureContext", "performance", "scheduler"],
  "trustedTypes",
])

function nameOfInterface(root: string, [member, ...details]: readonly string[]): string {
  const isFunction = /^[a-z]/.test(root) && !globalObjects.has(root)
  const owner = isFunction ? `${root.replace(/_static$/, "")}()` : root
  if (member === undefined) return owner
  if (isFunction || isDetail(member)) return withDetails(owner, [member, ...details])
  if (member === root) return withDetails(`${root}() constructor`, details)
  if (member.startsWith("@@")) return withDetails(`${root}[Symbol.${member.slice(2)}]()`, details)
  return withDetails(`${root}.${member.replace(/_static$/, "")}`, details)
}

const isDetail = (segment: string) => /_/.test(segment) && !/_static$/.test(segment)

type CssNameOf = (root: string, values: readonly string[]) => string

const nameOfCss: Readonly<Record<string, CssNameOf>> = {
  "at-rules": (rule, details) => withDetails(`@${rule}`, details),
  properties: (property, values) => withDetails(property, values),
  selectors: (selector, details) => withDetails(nameOfSelector(selector), details),
  types: (type, [value, ...details]) =>
    value === undefined
      ? `${words(type)} (CSS)`
      : isDetail(value)
        ? withDetails(words(type), [value, ...details])
        : withDetails(`${value} (${words(type)})`, details),
}

const pseudoElements =
  /^(?:after|backdrop|before|checkmark|column|cue|details-content|file-selector-button|first-le|first-li|grammar-error|highlight|marker|part|picker|placeholder$|scroll-button|scroll-marker|selection|slotted|spelling-error|target-text|view-transition)/

const functionalSelectors =
  /^(?:active-view-transition-type|cue|dir|has|headingfunction|highlight|host-context|hostfunction|is|lang|not|nth-.+|part|picker|scroll-button|slotted|state|view-transition-.+|where)$/

const plainSelectors =
  /^(?:attribute|child|class|descendant|id|list|namespace|nesting|next-sibling|subsequent-sibling|type|universal)$/

function nameOfSelector(selector: string): string {
  if (plainSelectors.test(selector)) {
    const sign = syntaxByKey[`css.selectors.${selector}`]?.[0]
    return `${inSentence(selector.replace("-", " "))} ${/child|sibling|descendant/.test(selector) ? "combinator" : "selector"}${sign ? ` (${sign})` : ""}`
  }
  const name = selector.replace(/function$/, "")
  return `${pseudoElements.test(selector) ? "::" : ":"}${name}${functionalSelectors.test(selector) ? "()" : ""}`
}

/** Attributes whose children in browser-compat-data are values. */
const valuedAttributes =
  /^(?:as|autocomplete|capture|contenteditable|hidden|http-equiv|inputmode|loading|name|popover|preload|rel|shape|target|type|wrap)$/

function nameOfMarkup(kind: string, [root, attribute, ...details]: readonly string[]): string | undefined {
  if (root === undefined) return undefined
  if (kind === "global_attributes") {
    if (attribute === undefined) return `${root} attribute`
    return valuedAttributes.test(root) && !/_/.test(attribute)
      ? withDetails(`${root}="${attribute}"`, details)
      : withDetails(`${root} attribute`, [attribute, ...details])
  }
  if (kind !== "elements") return inSentence(root)
  if (attribute === undefined) return `<${root}>`
  const type = /^type_(.+)$/.exec(attribute)?.[1]
  if (type !== undefined) return withDetails(`<${root} type="${type}">`, details)
  if (/_/.test(attribute)) return withDetails(`<${root}>`, [attribute, ...details])
  const [value = "", ...others] = details
  if (value !== "" && valuedAttributes.test(attribute) && !/_/.test(value)) {
    return withDetails(`<${root} ${attribute}="${value}">`, others)
  }
  return withDetails(
    `<${root} ${attribute}>`,
    details.map((detail) => detail.replace(`${attribute}_`, "")),
  )
}

function nameOfHttp(kind: string, [root, ...details]: readonly string[]): string {
  if (root === undefined) return inSentence(kind)
  if (kind === "headers") return details.length > 0 ? withDetails(root, details) : `${root} header`
  if (kind === "methods") return `${root} method`
  return kind === "status" ? `HTTP status ${root}` : withDetails(inSentence(kind), [root, ...details])
}

const builtInProperties: ReadonlySet<string> = new Set([
  ...["arguments", "buffer", "byteLength", "byteOffset", "caller", "cause", "columnNumber", "constructor"],
  ...["description", "detached", "displayName", "disposed", "dotAll", "error", "errors", "fileName", "flags"],
  ...["global", "globalThis", "growable", "hasIndices", "ignoreCase", "input", "lastIndex", "lastMatch"],
  ...["lastParen", "leftContext", "length", "lineNumber", "maxByteLength", "message", "multiline", "name"],
  ...["proto", "prototype", "resizable", "rightContext", "size", "source", "stack", "sticky", "suppressed"],
  ...["undefined", "unicode", "unicodeSets"],
])

const symbolMethods: ReadonlySet<string> = new Set(["for", "keyFor", "toString", "valueOf"])

/** Methods of classes in Intl and Temporal. Most other members of these classes are properties. */
const nestedMethods =
  /^(?:abs|add|compare|containing|equals|form|from|get[A-Z]|instant|maximize|minimize|negated|of$|plain[A-Z]|resolved|round|segment$|select|since|startOfDay|subtract|supported|to[A-Z]|total|until|valueOf|with|zoned)/

function nameOfBuiltIn(path: readonly string[]): string {
  const detailsStart = path.findIndex((segment, index) => index > 0 && /_|^@@/.test(segment))
  const members = detailsStart < 0 ? path : path.slice(0, detailsStart)
  const details = detailsStart < 0 ? [] : path.slice(detailsStart)
  const [owner, last = ""] = [members.at(-2), members.at(-1)]
  if (owner === last) return withDetails(`${members.slice(0, -1).join(".")}() constructor`, details)
  const symbol = details[0]?.startsWith("@@") ? `[Symbol.${details[0].slice(2)}]()` : ""
  const name = members.join(".") + (symbol || (isBuiltInFunction(members) ? "()" : ""))
  return withDetails(name, symbol ? details.slice(1) : details)
}

function isBuiltInFunction(members: readonly string[]): boolean {
  const last = members.at(-1) ?? ""
  if (members[0] === "Symbol" && members.length > 1) return symbolMethods.has(last)
  if (members.length > 2) return nestedMethods.test(last)
  return /^[a-z]/.test(last) && !builtInProperties.has(last)
}

const keywords =
  /^(?:await|break|class|const|continue|debugger|delete|export|extends|function|import|in|instanceof|let|new|return|super|switch|this|throw|typeof|using|var|void|while|with|yield)$/

/** Names of syntax that cannot be derived from the compat key. */
const syntaxNames: Readonly<Record<string, string>> = {
  "javascript.classes": "Classes",
  "javascript.classes.private_class_fields_in": "Private field in object (#field in object)",
  "javascript.classes.static": "Static class members",
  "javascript.classes.static.class_fields": "Static class fields",
  "javascript.classes.static.initialization_blocks": "Static initialization blocks",
  "javascript.functions.get": "Getters",
  "javascript.functions.set": "Setters",
  "javascript.operators.await.top_level": "Top-level await",
  "javascript.operators.import": "Dynamic import: import()",
  "javascript.operators.import_meta": "import.meta",
  "javascript.operators.import_meta.resolve": "import.meta.resolve()",
  "javascript.operators.new_target": "new.target",
  "javascript.statements.do_while": "do…while",
  "javascript.statements.for_await_of": "for await…of",
  "javascript.statements.for_in": "for…in",
  "javascript.statements.for_of": "for…of",
  "javascript.statements.if_else": "if…else",
  "javascript.statements.try_catch": "try…catch",
}

function nameOfSyntax(key: string, path: readonly string[]): string | undefined {
  const named = syntaxNames[key]
  if (named !== undefined) return named
  const [last, parent] = [path.at(-1), path.at(-2)]
  if (last === undefined) return undefined
  const sign = syntaxByKey[key]?.[0]
  const name = keywords.test(last) ? last : inSentence(last) + (sign === undefined ? "" : ` (${sign})`)
  if (parent === undefined) {
    return keywords.test(last) ? `${last} ${key.includes(".statements.") ? "statement" : "keyword"}` : name
  }
  const parentWords = parent.split("_").filter((word) => word.length > 3)
  const repeatsParent = last.split("_").some((word) => parentWords.includes(word))
  if (repeatsParent) return name
  return withDetails(partName(key.slice(0, key.lastIndexOf("."))), [last])
}

/** Containers of options, whose children are the options. */
const optionBags = /^(?:options?|init|config(?:uration)?|descriptor|details)_parameter$/

/** Adds details to a name: “fetch(): keepalive option”, “gap in grid layouts”. */
function withDetails(name: string, details: readonly string[]): string {
  let [result, separator] = [name, ": "]
  for (const [index, detail] of details.entries()) {
    if (optionBags.test(detail) && index < details.length - 1) continue
    const isOption = index > 0 && optionBags.test(details[index - 1] ?? "") && !/_/.test(detail)
    const text = isOption ? `${detail} option` : nameOfDetail(detail)
    result += text.startsWith("in ") ? ` ${text}` : separator + text
    separator = text.startsWith("in ") ? ": " : ", "
  }
  return result
}

const detailRules: readonly (readonly [RegExp, string])[] = [
  [/^(?:options?|init|config|descriptor)_(.+)_parameter$/, "$1 option"],
  [/^(flex|grid)_context$/, "in $1 layouts"],
  [/^multicol_context$/, "in multi-column layouts"],
  [/^worker_support$/, "in workers"],
  [/^worklet_support$/, "in worklets"],
  [/^service_worker_support$/, "in service workers"],
  [/^(.+)_context$/, "in $1 context"],
  [/^permission_(.+)$/, "$1 permission"],
  [/^type_(.+)$/, "type $1"],
]

function nameOfDetail(detail: string): string {
  const rule = detailRules.find(([pattern]) => pattern.test(detail))
  return words(rule === undefined ? detail : detail.replace(...rule))
}

const words = (segment: string) => segment.replaceAll("_", " ").trim()

function inSentence(segment: string): string {
  const text = words(segment)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
