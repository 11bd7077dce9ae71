import type { Feature } from "#catalog/catalog"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import type { ElsewhereFeature } from "./elsewhere"
import { suggestFeatures } from "./find-feature"
import { featuresNamed } from "./name-index"
import { isSyntax } from "./part-index"
import { partName } from "./part-names"
import { search } from "./search"
import { tokenize } from "./tokenize"

export type FoundName = {
  /** The name as the visitor typed it. */
  text: string
  /** The id of the feature. */
  id: string
  /** The part of the feature, if the text names a part and not a feature. */
  part?: { key: string; name: string }
}

export type UnknownName = {
  text: string
  /** Features that the visitor may have meant, most likely first. At most five. */
  suggestions: readonly { id: string; name: string }[]
  /** Features of this name that web-features does not have. */
  elsewhere: readonly ElsewhereFeature[]
}

export type ResolvedFeatures = {
  /** In the order of the text, without repetitions. */
  found: FoundName[]
  unknown: UnknownName[]
}

const maxLength = 5_000

/**
 * The maximum number of features in a stack. The number is limited because each search blocks the event loop for about
 * a millisecond.
 */
const maxNames = 100

/**
 * After this number of unknown names, the text is no longer searched. Only exact names of features are found, because
 * searches and suggestions would take too long.
 */
const maxSearchedUnknowns = 10

/**
 * Finds the features that a text names. Names are ids, former ids, names, aliases, parts and compat keys, as in `search`.
 * Commas, semicolons, line breaks, “and” and “&” separate names. Spaces separate names only if each word is an id.
 * Reads at most 5,000 characters and 100 names. Does not throw.
 */
export function resolveFeatures(text: string): ResolvedFeatures {
  const catalog = loadCatalog()
  const names = splitNames(text.slice(0, maxLength), catalog).slice(0, maxNames)
  const found = new Map<string, FoundName>()
  const unknown = new Map<string, UnknownName>()
  for (const name of names) {
    const shouldSearch = unknown.size < maxSearchedUnknowns
    const resolved = findByName(name, catalog) ?? (shouldSearch ? findBySearch(name, catalog) : undefined)
    if (resolved) {
      const key = resolved.part?.key ?? resolved.id
      if (!found.has(key)) found.set(key, { text: name, ...resolved })
    } else if (!unknown.has(name)) {
      unknown.set(name, describeUnknown(name, shouldSearch, catalog))
    }
  }
  return { found: [...found.values()], unknown: [...unknown.values()] }
}

/** Words, `&` and `+` are separators only between spaces, because `&` is also a selector and `+` an operator. */
const separators = /[,;\r\n、，；]|(?<=\s)(?:and|et|und|y|&|\+)(?=\s)/giu

/** The maximum number of segments in one name. “Small, large, and dynamic viewport units” has the most separators. */
const maxSegmentsPerName = 4

function splitNames(text: string, catalog: CatalogIndex): string[] {
  const segments: { start: number; end: number }[] = []
  let start = 0
  for (const { index, 0: separator } of text.matchAll(separators)) {
    segments.push({ start, end: index })
    start = index + separator.length
  }
  segments.push({ start, end: text.length })
  const filled = segments.filter(({ start, end }) => text.slice(start, end).trim() !== "")
  const names: string[] = []
  for (let index = 0; index < filled.length; ) {
    const count = segmentsOfName(text, filled.slice(index, index + maxSegmentsPerName), catalog)
    const name = text.slice(filled[index]?.start, filled[index + count - 1]?.end).trim()
    names.push(...(count > 1 ? [name] : splitWords(name, catalog)))
    index += count
  }
  return names
}

/**
 * Returns how many segments form one name. Some names contain separators, such as “Drag and Drop”. The longest name
 * that matches is used. Without a match, the result is 1.
 */
function segmentsOfName(
  text: string,
  segments: readonly { start: number; end: number }[],
  catalog: CatalogIndex,
): number {
  const names = processSingleton("names-with-separators", () => namesWithSeparators(catalog))
  for (let count = segments.length; count > 1; count--) {
    const name = text.slice(segments[0]?.start, segments[count - 1]?.end).trim()
    if (names.has(name.toLowerCase())) return count
  }
  return 1
}

function namesWithSeparators({ features }: CatalogIndex): ReadonlySet<string> {
  const names = features.map(({ name }) => name.toLowerCase())
  return new Set(names.filter((name) => name.search(separators) >= 0))
}

function splitWords(text: string, catalog: CatalogIndex): string[] {
  const words = text.split(/\s+/)
  if (words.length < 2 || featuresNamed(tokenize(text)).length > 0) return [text]
  return words.every((word) => findById(word, catalog) !== undefined) ? words : [text]
}

type Resolved = Omit<FoundName, "text">

/** Finds a feature by its id, its name, an alias or the compat key of a part. */
function findByName(text: string, catalog: CatalogIndex): Resolved | undefined {
  const feature = findById(text, catalog)
  if (feature) return { id: feature.id }
  const [named] = isSyntax(text) ? [] : featuresNamed(tokenize(text))
  const id = catalog.features[named ?? -1]?.id
  return id === undefined ? findByKey(text, catalog) : { id }
}

/** Finds the part that the text names, or the only feature that matches closely. */
function findBySearch(text: string, catalog: CatalogIndex): Resolved | undefined {
  if (Object.hasOwn(catalog.split, text.toLowerCase())) return undefined
  const { features, closeCount, parts } = search(text)
  const [part] = parts
  const isOnly = closeCount === 1 || (part !== undefined && part.feature === features[0])
  const index = part?.isExact ? part.feature : isOnly ? features[0] : undefined
  const id = catalog.features[index ?? -1]?.id
  if (id === undefined) return undefined
  return part?.isExact ? { id, part: { key: part.key, name: part.name } } : { id }
}

/** Finds a feature by its current or former id. */
function findById(text: string, catalog: CatalogIndex): Feature | undefined {
  const id = text.toLowerCase()
  const current = Object.hasOwn(catalog.moved, id) ? catalog.moved[id] : id
  return current === undefined ? undefined : catalog.feature(current)
}

function findByKey(text: string, { features }: CatalogIndex): Resolved | undefined {
  if (!/^[a-z]+\.\S+$/.test(text)) return undefined
  const feature = features.find(({ parts }) => parts.some(([key]) => key === text))
  return feature && { id: feature.id, part: { key: text, name: partName(text) } }
}

function describeUnknown(text: string, hasSuggestions: boolean, catalog: CatalogIndex): UnknownName {
  if (!hasSuggestions) return { text, suggestions: [], elsewhere: [] }
  const id = text.toLowerCase()
  const successors = Object.hasOwn(catalog.split, id) ? catalog.split[id] : undefined
  const ids = successors ?? suggestFeatures(text, catalog)
  return {
    text,
    suggestions: ids.flatMap((id) => {
      const feature = catalog.feature(id)
      return feature ? [{ id, name: feature.name }] : []
    }),
    elsewhere: search(text).elsewhere,
  }
}
