import type { FeatureResponse } from "#resources/feature-resource"

/**
 * Returns a condition in CSS or JavaScript that detects a feature. The condition comes from the compat key of a part. A
 * part qualifies only if it shipped in the same versions as the whole feature. Returns undefined if no part qualifies.
 */
export function featureDetection(
  name: string,
  parts: readonly Pick<FeatureResponse["parts"][number], "key" | "support">[],
  browsers: readonly { id: string; supportedSince: string | null }[],
): string | undefined {
  // Support data contains only the core browsers.
  const core = browsers.filter(({ id }) => parts.some(({ support }) => support[id] !== undefined))
  for (const { key, support } of parts) {
    const condition = conditionOf(key, name)
    const coversFeature = core.every(({ id, supportedSince }) => (support[id] ?? null) === supportedSince)
    if (condition && coversFeature) return condition
  }
  return undefined
}

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
  // Only these properties have only keywords here. For others, the name may be a function or a context.
  const hasKeywords = property === "display" || property === "position"
  return hasKeywords && /^[a-z]+(-[a-z]+)*$/.test(value) ? `@supports (${property}: ${value})` : undefined
}

function selectorCondition(name: string): string | undefined {
  if (takesSelectors.test(name)) return `@supports selector(${name.replace("()", "(*)")})`
  return /^::?[a-z]+(-[a-z]+)*$/.test(name) ? `@supports selector(${name})` : undefined
}

const instances: Readonly<Record<string, string>> = {
  Document: "document",
  Navigator: "navigator",
  Window: "window",
}

function interfaceCondition(owner: string, member: string): string | undefined {
  if (!isName(owner)) return undefined
  if (member === "" || member === owner) return `"${owner}" in globalThis`
  // Only members with a plain name are on the prototype. `name_event` and `name_static` are not.
  if (!isName(member) || member.includes("_")) return undefined
  return `"${member}" in ${instances[owner] ?? `${owner}.prototype`}`
}

function isName(text: string): boolean {
  return /^[A-Za-z]\w*$/.test(text)
}
