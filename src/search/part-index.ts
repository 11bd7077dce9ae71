import type { Catalog } from "#catalog/catalog"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { partAliases } from "./aliases"
import { withoutFillers } from "./fillers"
import { partName } from "./part-names"
import { syntaxByKey } from "./syntax"
import { singular } from "./tokenize"

/** A part that a text names. */
export type PartMatch = {
  /** The catalogue index of the part's feature. */
  feature: number
  key: string
  /** The name for people, such as `Object.fromEntries()`. */
  name: string
}

/** The maximum number of parts to return. In a longer list, the visitor would not find the right part. */
const maxParts = 10

/**
 * The maximum number of features with a part of the same name. If more features have such a part, the name does not
 * identify a part.
 */
const maxFeaturesPerName = 5

/**
 * Finds parts by their syntax (`?.`), by their names with or without the parent (`fromEntries`, `Object.fromEntries`),
 * and by words of their names (“fetch keepalive”), best match first. Returns at most ten parts.
 */
export function matchParts(text: string, words: readonly string[]): PartMatch[] {
  const index = partIndex()
  const significant = withoutFillers(words)
  const attempts = [
    () => index.bySyntax.get(syntaxOf(text)) ?? [],
    () => withName(words, index),
    () => withName(significant, index),
    () => withAllWords(words, index),
    () => withAllWords(significant, index),
    () => shownNames().get(lettersOf(text)) ?? [],
  ]
  let found: readonly number[] = []
  for (const attempt of attempts) {
    found = attempt()
    if (found.length > 0) break
  }
  return found.slice(0, maxParts).map((part) => {
    const { feature, key } = index.parts[part] as IndexedPart
    return { feature, key, name: partName(key) }
  })
}

/**
 * The names that pages show, such as “AudioBuffer() constructor”, by `lettersOf`. Computed for the first search that needs
 * them, because the names of all parts take as long as half of the index.
 */
const shownNames = () =>
  processSingleton("part-shown-names", () => {
    const names = new Lists()
    for (const [part, { key }] of partIndex().parts.entries()) names.add(lettersOf(partName(key)), part)
    return names
  })

const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "")

/** Whether the text is the syntax of a part, such as `?.`. */
export const isSyntax = (text: string) => partIndex().bySyntax.has(syntaxOf(text))

/** Removes a word such as “operator” at the end: “?. operator” becomes `?.`. */
const syntaxOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/(?<!\s)\s+(?:operator|syntax|selector|combinator)s?$/, "")

type IndexedPart = { feature: number; key: string; wordCount: number }

/** Numbers are indexes into `parts`. Each list starts with the part that is the least nested. */
type PartIndex = {
  parts: readonly IndexedPart[]
  byName: ReadonlyMap<string, readonly number[]>
  byWord: ReadonlyMap<string, readonly number[]>
  bySyntax: ReadonlyMap<string, readonly number[]>
}

export const partIndex = () => processSingleton("part-index", () => buildIndex(loadCatalog()))

/**
 * Returns the parts with this name. If too many features have such a part, returns only the properties, interfaces and
 * similar top-level parts.
 */
function withName(words: readonly string[], index: PartIndex): readonly number[] {
  const name = words.filter((word) => word !== "prototype").join("")
  if (name === "") return []
  const found = index.byName.get(name) ?? index.byName.get(`${name}s`) ?? []
  return isFew(found, index) ? found : found.filter((part) => isTopLevel(index.parts[part]?.key ?? ""))
}

const isFew = (found: readonly number[], { parts }: PartIndex) =>
  new Set(found.map((part) => parts[part]?.feature)).size <= maxFeaturesPerName

/**
 * Returns the parts whose key contains all of the words, sorted by the number of words in the key. Leaves out keys that
 * have at least two words more than the shortest key. Returns no parts if they belong to too many features.
 */
function withAllWords(words: readonly string[], index: PartIndex): readonly number[] {
  const { parts, byWord } = index
  const [shortest = [], ...others] = words
    .map(singular)
    .filter((word) => !commonWords.has(word))
    .map((word) => byWord.get(word) ?? [])
    .sort((a, b) => a.length - b.length)
  const sets = others.map((list) => new Set(list))
  const found = shortest.filter((part) => sets.every((set) => set.has(part)))
  const wordCount = (part: number) => parts[part]?.wordCount ?? 0
  const fewest = Math.min(...found.map(wordCount))
  const closest = found
    .filter((part) => wordCount(part) <= fewest + 1)
    .sort((a, b) => wordCount(a) - wordCount(b) || a - b)
  return isFew(closest, index) ? closest : []
}

function buildIndex({ features }: Catalog): PartIndex {
  const parts: IndexedPart[] = []
  const [byName, byWord, bySyntax] = [new Lists(), new Lists(), new Lists()]
  const aliases = aliasesByKey()
  const aliased = new Map<string, number[]>()
  const keys = features.flatMap(({ parts }, feature) =>
    parts.map(([key]) => ({ feature, key, depth: depthOf(key) })),
  )
  for (const { feature, key } of keys.sort((a, b) => a.depth - b.depth)) {
    const words = new Set(wordsOf(key))
    const part = parts.push({ feature, key, wordCount: words.size }) - 1
    for (const word of words) byWord.add(word, part)
    for (const name of namesOfPart(key)) byName.add(name, part)
    for (const syntax of syntaxByKey[key] ?? []) bySyntax.add(syntax.toLowerCase(), part)
    for (const alias of aliases.get(key) ?? []) aliased.set(alias.replaceAll(" ", ""), [part])
  }
  return { parts, byName: new Map([...byName, ...aliased]), byWord, bySyntax }
}

function aliasesByKey(): ReadonlyMap<string, readonly string[]> {
  const names = new Lists<string>()
  for (const [alias, key] of Object.entries(partAliases)) {
    for (const name of [alias, `${alias}s`.replace(/ys$/, "ies")]) names.add(key, name)
  }
  return names
}

class Lists<Item = number> extends Map<string, Item[]> {
  add(name: string, part: Item) {
    const list = this.get(name)
    if (!list) this.set(name, [part])
    else if (list.at(-1) !== part) list.push(part)
  }
}

/**
 * Matches browser-compat-data keys of interfaces, properties, elements and similar parts, but not the keys of their
 * members and values.
 */
export const topLevelName =
  /^(?:api|css\.(?:at-rules|properties|selectors)|html\.(?:elements|global_attributes)|http\.headers|javascript\.(?:builtins|operators|statements))\.([^.]+)$/

export const isTopLevel = (key: string) => topLevelName.test(key)

/** Returns how deeply a part is nested: 1 for an interface, property or element, 2 for a member or value. */
export const depthOf = (key: string) => segmentsOf(key).length

/**
 * Returns the names of a part, in lower case and without separators: the last segment, the last two segments, and all
 * segments without the kind of the part. A CSS property in one kind of layout, such as `gap.grid_context`, also has the
 * name of the property.
 */
function namesOfPart(key: string): ReadonlySet<string> {
  const segments = segmentsOf(key).map((segment) => withoutMarkers(segment).replace(/[^a-z0-9]+/gi, ""))
  const inContext = key.endsWith("_context") ? segments.slice(-2, -1) : []
  const names = [segments.slice(-1), segments.slice(-2), segments, inContext].map((name) => name.join(""))
  return new Set(names.map((name) => name.toLowerCase()).filter(Boolean))
}

/** Returns the segments of a key without the kind of the part: `api`, `css.properties`. */
const segmentsOf = (key: string) => key.split(".").slice(key.startsWith("api.") ? 1 : 2)

/** Removes what browser-compat-data adds to a name: `any_static` is `any`, `options_keepalive_parameter` is `keepalive`. */
const withoutMarkers = (segment: string) =>
  segment
    .replace(/^(?:options?|init|config)_(?=.+_parameter$)/, "")
    .replace(/_(?:event|option|parameter|property|static)$/, "")

/** Words that occur in many compat keys and do not distinguish parts. */
const commonWords: ReadonlySet<string> = new Set([
  ...["config", "context", "event", "init", "option", "parameter", "property", "support"],
  ...["descriptor", "detail"],
])

/** Returns the words of a part in the singular. */
function wordsOf(key: string): string[] {
  const words =
    segmentsOf(key)
      .join(" ")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return words.map(singular).filter((word) => !commonWords.has(word))
}
