import MiniSearch, { type Query, type SearchOptions } from "minisearch"
import type { Catalog } from "#catalog/catalog"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { type ElsewhereFeature, findElsewhere } from "./elsewhere"
import { isNamed, matchNames, type NameMatches } from "./name-index"
import { depthOf, isSyntax, isTopLevel, matchParts, type PartMatch } from "./part-index"
import { singular, tokenize } from "./tokenize"

/** The maximum number of words in a search. Further words are ignored, because a search blocks the event loop. */
const maxWords = 8

export type SearchResults = {
  /** Indexes into the catalogue, best match first. */
  features: readonly number[]
  /**
   * The number of close matches at the start of `features`. A feature matches closely if the text is a name of the
   * feature, of its group or of its part, or if its id or name contains all words.
   */
  closeCount: number
  /** The parts that the text names, best match first. */
  parts: readonly FoundPart[]
  /**
   * Maps the index of a feature to the part by which the feature matches. Contains only features that match by a part.
   */
  matchedParts: ReadonlyMap<number, PartMatch>
  /**
   * Features that web-features does not have, found by the same words. Empty if a feature of web-features matches
   * closely.
   */
  elsewhere: readonly ElsewhereFeature[]
}

export type FoundPart = PartMatch & {
  /**
   * Whether the text matches the name of the part better than any feature. The part is then shown before the features.
   */
  isExact: boolean
}

/**
 * Searches features and parts by name and by words. `matchNames` and `matchParts` find names; a full-text index finds
 * words. Accepts any text.
 */
export function search(text: string): SearchResults {
  // The letters in the syntax of a part, such as the x of #x, are not words to search for.
  const words = isSyntax(text) ? [] : tokenize(text).slice(0, maxWords)
  const names = matchNames(words)
  const parts = rankParts(matchParts(text, words), words, names)
  const exactParts = parts.filter(({ isExact }) => isExact).map(({ feature }) => feature)
  const ofParts = parts.map(({ feature }) => feature)
  const found = findFeatures(words, names, ofParts, isNamed(names) || exactParts.length > 0)
  const features = [
    ...new Set(isNamed(names) ? [...found, ...ofParts] : [...exactParts, ...found, ...ofParts]),
  ]
  const isClose = closeTo(words, names, exactParts)
  const close = features.filter(isClose)
  const matchedParts = new Map<number, PartMatch>()
  for (const part of parts) {
    const { feature } = part
    if (!matchedParts.has(feature) && !names.own.includes(feature) && !hasAllWords(words, feature)) {
      matchedParts.set(feature, part)
    }
  }
  return {
    features: [...close, ...features.filter((feature) => !isClose(feature))],
    closeCount: close.length,
    parts,
    matchedParts,
    elsewhere: close.length > 0 ? [] : findElsewhere(words),
  }
}

/** Searches features. Returns indexes into the catalogue, best match first. */
export const searchFeatures = (text: string): readonly number[] => search(text).features

/**
 * Sorts parts by four criteria: exact parts first, then parts with the same spelling, then the least nested parts, then
 * parts whose feature has the most of the words in its name. A part is not exact if a feature is the better result: if
 * the text is the name of a feature or a group, or occurs in the name of a feature.
 */
function rankParts(parts: readonly PartMatch[], words: readonly string[], names: NameMatches): FoundPart[] {
  const { own, groups } = names
  const isNameOfFeature = own.length > 0 || groups.length > 0
  const isInNameOfFeature = parts.some(({ feature }) => hasAllWords(words, feature))
  const isExact = ({ feature, key }: PartMatch) =>
    !isNameOfFeature && (isInNameOfFeature ? isTopLevel(key) && !hasAllWords(words, feature) : true)
  const sortKey = ({ key, feature }: PartMatch) => [
    isSpelled(key, words) ? 0 : 1,
    depthOf(key),
    -words.filter((word) => hasAllWords([word], feature)).length,
  ]
  return parts
    .filter(({ feature }) => !own.includes(feature))
    .map((part) => ({ ...part, isExact: isExact(part), order: sortKey(part) }))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || compare(a.order, b.order))
    .map(({ order, ...part }) => part)
}

const compare = (a: readonly number[], b: readonly number[]) =>
  a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0

/**
 * Whether the last segment, or the last two segments, of the key consist of exactly these words. Keep-Alive is not
 * `keepalive`.
 */
function isSpelled(key: string, words: readonly string[]): boolean {
  const segments = key.replaceAll("_", " ").split(".")
  return [1, 2].some((count) => tokenize(segments.slice(-count).join(" ")).join(" ") === words.join(" "))
}

function findFeatures(
  words: readonly string[],
  names: NameMatches,
  ofParts: readonly number[],
  isKnownName: boolean,
): number[] {
  const { exact, groups, weak } = names
  const parts = [...ofParts.filter((feature) => names.parts.includes(feature)), ...names.parts]
  // If the text is a known name, the search does not allow typos.
  const found = findWords([...new Set(words)], isKnownName ? attempts.slice(0, 1) : attempts)
  const foundFirst = (indexes: readonly number[]) => [
    ...found.filter((index) => indexes.includes(index)),
    ...indexes,
  ]
  // If the text names a feature itself, features with a part of that name go last.
  const ranked =
    exact.length > 0
      ? [exact, foundFirst(groups), found, parts, weak]
      : [found.filter((index) => isWordOfId(words, index)), parts, foundFirst(groups), found, weak]
  return ranked.flat()
}

function closeTo(words: readonly string[], names: NameMatches, exactParts: readonly number[]) {
  const { exact, groups, parts } = names
  const named = new Set([...exact, ...groups, ...(exact.length > 0 ? [] : parts), ...exactParts])
  return (feature: number) => named.has(feature) || hasAllWords(words, feature)
}

/** Whether the id or the name of a feature contains all of the words, in the singular or plural. */
function hasAllWords(words: readonly string[], feature: number): boolean {
  const wordsByFeature = processSingleton("feature-words", () =>
    loadCatalog().features.map(({ id, name }) => new Set(tokenize(`${id} ${name}`).map(singular))),
  )
  return words.length > 0 && words.every((word) => wordsByFeature[feature]?.has(singular(word)))
}

/**
 * Tries searches in order until a search finds features: all words or their beginnings, all words with typos, any word.
 * A feature whose id starts with the text ranks higher.
 */
function findWords(words: readonly string[], options: readonly SearchOptions[]): number[] {
  if (words.length === 0) return []
  const index = processSingleton("search", () => buildIndex(loadCatalog()))
  const start = words.join("-")
  for (const attempt of options) {
    const hits = index.search(queryOf(words, attempt), {
      boostDocument: (_index, _term, stored) => 1 + 3 * matchedShare(String(stored?.slug), start),
    })
    if (hits.length > 0) return hits.map(({ id }) => id as number)
  }
  return []
}

function isWordOfId([word = "", ...others]: readonly string[], index: number): boolean {
  return others.length === 0 && tokenize(loadCatalog().features[index]?.id ?? "").includes(word)
}

// For a single letter, does not search words that start with this letter, because there are too many. Allows typos only
// in words of at least four letters, because a short word with a typo is often another word.
const prefix = (word: string) => word.length > 1
const fuzzy = (word: string) => (word.length > 3 ? 0.25 : false)

const attempts: readonly SearchOptions[] = [
  { combineWith: "AND", prefix },
  { combineWith: "AND", prefix, fuzzy },
  { combineWith: "OR", prefix, fuzzy },
]

/** Also searches two neighbouring words as one word: “flex box” finds flexbox. */
function queryOf(words: readonly string[], options: SearchOptions): Query {
  const joined = words.slice(1).map((word, index) => words[index] + word)
  return {
    combineWith: "OR",
    boost: { slug: 8, name: 5, groups: 1.5 },
    weights: { prefix: 0.8, fuzzy: 0.3 },
    queries: [{ ...options, queries: [...words] }, ...joined],
  }
}

function matchedShare(id: string, start: string): number {
  return id.startsWith(start) ? start.length / id.length : 0
}

function buildIndex({ features, groups }: Catalog): MiniSearch {
  const index = new MiniSearch({
    idField: "index",
    fields: ["slug", "name", "description", "groups"],
    storeFields: ["slug"],
    tokenize: tokenize,
    processTerm: (term) => term,
  })
  index.addAll(
    features.map((feature, index) => ({
      index,
      slug: feature.id,
      name: feature.name,
      description: feature.description,
      groups: feature.groups.map((group) => groups[group]?.name).join(" "),
    })),
  )
  return index
}
