/** The parts of a feature in responses: their names, figures, and the notes of browser-compat-data. */
import * as v from "valibot"
import { type BrowserId, type CoreBrowserId, engineOf } from "#catalog/browsers"
import type { Feature, Support } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"
import { loadPartDetails, mdnRoot } from "#catalog/part-details"
import { type Part, partsOf, requiredParts } from "#reach/held-back-by"
import { type Distribution, reachOf } from "#reach/reach"
import { roundReach } from "#reach/round"
import { partName } from "#search/part-names"
import { suggestIds } from "#search/suggestions"
import { InvalidParameter } from "./invalid-parameter"
import { baseline, date, supportEntries } from "./response-schemas"

const partEntries = {
  key: v.pipe(v.string(), v.description("The compat key in browser-compat-data.")),
  name: v.string(),
  baseline,
  since: v.pipe(date, v.description("The date on which the part became Baseline newly available.")),
}

export const mdnUrl = v.pipe(v.nullable(v.string()), v.description("The URL of the page on MDN."))

export const PartSummary = v.strictObject({ ...partEntries, mdn: mdnUrl })

export const PartItem = v.strictObject({
  ...partEntries,
  required: v.pipe(
    v.boolean(),
    v.description("False if web-features excludes the part from the status of the feature."),
  ),
  ...supportEntries,
})
type PartItem = v.InferOutput<typeof PartItem>

export function describePart({ key, baseline, since }: Part): v.InferOutput<typeof PartSummary> {
  return { key, name: partName(key), baseline, since, mdn: mdnUrlOf(key) }
}

function mdnUrlOf(key: string): string | null {
  const path = loadPartDetails().parts[key]?.mdn
  return path === undefined ? null : mdnRoot + path
}

/**
 * Returns the MDN page of the main part of a feature: the part with the name of the feature, otherwise the part with the
 * shortest key. Returns null if no part has a page.
 */
export function mdnUrlOfFeature(feature: Feature): string | null {
  const cached = mdnUrlsOfFeatures.get(feature)
  if (cached !== undefined) return cached
  const names = [feature.id, feature.name].map(letters)
  const [main] = feature.parts
    .flatMap(([key]) => {
      const url = mdnUrlOf(key)
      if (url === null) return []
      const path = key.split(".")
      // `api.ServiceWorker` is as deep as `css.properties.grid`.
      const depth = path.length + (path[0] === "api" ? 1 : 0)
      return [{ url, rank: names.includes(letters(path.at(-1) ?? "")) ? depth - maxDepth : depth }]
    })
    .sort((a, b) => a.rank - b.rank)
  const url = main?.url ?? null
  mdnUrlsOfFeatures.set(feature, url)
  return url
}

const mdnUrlsOfFeatures = new WeakMap<Feature, string | null>()

const maxDepth = 20

/** Service workers and ServiceWorker have the same letters. */
const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/s$/, "")

/** Returns the parts of a feature with their figures, lowest reach first. */
export function listParts(feature: Feature, distribution: Distribution, catalog: CatalogIndex): PartItem[] {
  const bySupport = new Map<Support, Pick<PartItem, keyof typeof supportEntries>>()
  // Parts with the same status share its arrays.
  const figuresOf = (part: Part) => {
    const known = bySupport.get(part.support)
    if (known) return known
    const { unknown: _, ...figures } = roundReach(reachOf(distribution, part))
    bySupport.set(part.support, figures)
    return figures
  }
  return describedParts(feature, catalog)
    .map(({ part, description }) => ({ ...description, ...figuresOf(part) }))
    .sort((a, b) => a.reach - b.reach)
}

type DescribedPart = { part: Part; description: Omit<PartItem, keyof typeof supportEntries> }

/** Returns what does not depend on the audience. Computed once per feature and process. */
function describedParts(feature: Feature, catalog: CatalogIndex): readonly DescribedPart[] {
  const cached = describedFeatures.get(feature)
  if (cached) return cached
  const required = new Set(requiredParts(feature, catalog).map(({ key }) => key))
  const described = partsOf(feature, catalog).map((part) => {
    const { key, baseline, since } = part
    return { part, description: { key, name: partName(key), baseline, since, required: required.has(key) } }
  })
  describedFeatures.set(feature, described)
  return described
}

const describedFeatures = new WeakMap<Feature, readonly DescribedPart[]>()

/**
 * Finds a part of a feature by its compat key, in any case.
 * @throws InvalidParameter `part` if the feature has no such part, with suggestions in its message
 */
export function findPart(key: string, feature: Feature, catalog: CatalogIndex): Part {
  const parts = partsOf(feature, catalog)
  const lower = key.toLowerCase()
  const found =
    parts.find((part) => part.key === key) ?? parts.find((part) => part.key.toLowerCase() === lower)
  if (found) return found
  const keys = parts.map((part) => part.key)
  const similar = [...keys.filter((known) => known.toLowerCase().includes(lower)), ...suggestIds(key, keys)]
  const suggestions = [...new Set(similar.length > 0 ? similar : keys)].slice(0, 3)
  const hint =
    suggestions.length > 0
      ? `Use a compat key such as ${suggestions.join(", ")}.`
      : "web-features lists no parts of it."
  throw new InvalidParameter("part", `“${key}” is not a part of “${feature.id}”. ${hint}`)
}

const maxNotes = 5
const uncountedSupport = "browser-compat-data lists full support that web-features does not count yet."

/**
 * Returns how a browser supports parts before it supports them fully: the prefix, and notes of browser-compat-data. At
 * least half of the parts need the prefix. Values of a property do not count, because only the property has a prefix.
 */
export function partialSupportNotes(parts: readonly Part[], browser: BrowserId): PartialSupportNotes {
  const engine = engineOf(browser)
  const byEngine = notesOfParts.get(parts) ?? new Map<CoreBrowserId, PartialSupportNotes>()
  notesOfParts.set(parts, byEngine)
  const notes = byEngine.get(engine) ?? findNotes(parts, engine)
  byEngine.set(engine, notes)
  return notes
}

type PartialSupportNotes = { prefix?: string; notes?: readonly string[] }

/** Most browsers share one engine, and `requiredParts` returns the same array for the same feature. */
const notesOfParts = new WeakMap<readonly Part[], Map<CoreBrowserId, PartialSupportNotes>>()

function findNotes(parts: readonly Part[], engine: CoreBrowserId): PartialSupportNotes {
  const { parts: details, notes: texts } = loadPartDetails()
  const keys = new Set(parts.map(({ key }) => key))
  const main = new Set([...keys].filter((key) => !keys.has(key.slice(0, key.lastIndexOf(".")))))
  const prefixes = new Map<string, number>()
  const notes = new Set<string>()
  const addNote = (key: string, note: string) =>
    notes.add(parts.length > 1 ? `${partName(key)}: ${note}` : note)
  for (const { key } of parts) {
    const support = details[key]?.partial?.[engine]
    if (!support) continue
    const { prefix, alternativeName, notes: indexes = [], isFull } = support
    if (prefix && main.has(key)) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1)
    if (alternativeName) addNote(key, `Available as ${alternativeName}.`)
    for (const index of indexes) addNote(key, `${texts[index]}`)
    if (isFull) notes.add(uncountedSupport)
  }
  const [prefix] = [...prefixes].find(([, count]) => count >= main.size / 2) ?? []
  return {
    ...(prefix !== undefined && { prefix }),
    ...(notes.size > 0 && { notes: [...notes].slice(0, maxNotes) }),
  }
}
