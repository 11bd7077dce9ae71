import type { FeatureResponse } from "../resources/feature"

/**
 * How a page asks its browser for a feature: a condition of CSS or of JavaScript, made of the feature's compat keys.
 * Only a part that came in the very versions in which the whole did tells of the whole; undefined where there is none
 * whose key says how to ask.
 *
 * @param browsers with the first version of each that supports the whole
 */
export function featureDetection(
  name: string,
  parts: readonly Pick<FeatureResponse["feature"]["parts"][number], "key" | "support">[],
  browsers: readonly { id: string; supportedSince: string | null }[],
): string | undefined {
  // Support data name the core browsers alone.
  const core = browsers.filter(({ id }) => parts.some(({ support }) => support[id] !== undefined))
  for (const { key, support } of parts) {
    const condition = conditionOf(key, name)
    const tellsOfAll = core.every(({ id, supportedSince }) => (support[id] ?? null) === supportedSince)
    if (condition && tellsOfAll) return condition
  }
  return undefined
}

/** Functional pseudo-classes that take any selector. */
const takesSelectors = /^:(has|is|not|where|host|host-context)\(\)$/

function conditionOf(key: string, name: string): string | undefined {
  const [area, kind, subject = "", member, ...deeper] = key.split(".")
  if (deeper.length > 0) return undefined
  if (area === "css" && kind === "properties") return propertyCondition(subject, member)
  if (area === "css" && kind === "selectors" && member === undefined) return selectorCondition(name)
  if (area === "api" && kind && member === undefined) return interfaceCondition(kind, subject)
  if (area === "javascript" && kind === "builtins" && member === undefined && isName(subject)) {
    return `typeof ${subject} !== "undefined"`
  }
  return undefined
}

function propertyCondition(property: string, value: string | undefined): string | undefined {
  if (!/^[a-z]+(-[a-z]+)*$/.test(property)) return undefined
  if (value === undefined) return `@supports (${property}: initial)`
  // Of other properties, compat keys name functions and contexts as they name keywords.
  const hasKeywords = property === "display" || property === "position"
  return hasKeywords && /^[a-z]+(-[a-z]+)*$/.test(value) ? `@supports (${property}: ${value})` : undefined
}

function selectorCondition(name: string): string | undefined {
  if (takesSelectors.test(name)) return `@supports selector(${name.replace("()", "(*)")})`
  return /^::?[a-z]+(-[a-z]+)*$/.test(name) ? `@supports selector(${name})` : undefined
}

/** Interfaces with one instance that everybody knows by its name. */
const instances: Readonly<Record<string, string>> = {
  Document: "document",
  Navigator: "navigator",
  Window: "window",
}

function interfaceCondition(owner: string, member: string): string | undefined {
  if (!isName(owner)) return undefined
  if (member === "" || member === owner) return `"${owner}" in globalThis`
  // `name_event` and `name_static` say what they are; a plain name is on the prototype.
  if (!isName(member) || member.includes("_")) return undefined
  return `"${member}" in ${instances[owner] ?? `${owner}.prototype`}`
}

function isName(text: string): boolean {
  return /^[A-Za-z]\w*$/.test(text)
}
