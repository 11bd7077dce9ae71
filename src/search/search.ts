import MiniSearch, { type Query, type SearchOptions } from "minisearch"
import type { Catalog } from "#catalog/catalog"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { isNamed, matchNames } from "./name-index"
import { tokenize } from "./tokenize"

/** The maximum number of words in a search. Further words are ignored, because a search blocks the event loop. */
const maxWords = 8

/**
 * Searches features by name and by words, best match first. Returns indexes into the catalogue. `matchNames` finds
 * names and parts of features; a full-text index finds words.
 */
export function searchFeatures(text: string): number[] {
  const words = tokenize(text).slice(0, maxWords)
  const names = matchNames(words)
  const { exact, parts, groups, weak } = names
  // If the text is a known name, the search does not allow typos.
  const found = findWords([...new Set(words)], isNamed(names) ? attempts.slice(0, 1) : attempts)
  const foundFirst = (indexes: readonly number[]) => [
    ...found.filter((index) => indexes.includes(index)),
    ...indexes,
  ]
  // If the text names a feature itself, features with a part of that name go last.
  const ranked =
    exact.length > 0
      ? [exact, foundFirst(groups), found, parts, weak]
      : [found.filter((index) => isWordOfId(words, index)), parts, foundFirst(groups), found, weak]
  return [...new Set(ranked.flat())]
}

/**
 * Tries searches in order until a search finds features: all words or their beginnings, all words with typos, any word.
 * An id that starts with the text ranks higher.
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

// A single letter is the start of too many words. A short word with a typo often is another word.
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
