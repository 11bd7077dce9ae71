import MiniSearch, { type Query, type SearchOptions } from "minisearch"
import type { Catalog } from "../catalog/catalog"
import { loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import { isNamed, matchNames } from "./name-index"
import { tokenize } from "./tokenize"

/**
 * The places in the catalogue of the features that a text means, most relevant first: what it is the name of, and
 * then what has its words.
 */
export function searchFeatures(text: string): number[] {
  const words = tokenize(text).slice(0, mostWords)
  const named = matchNames(words)
  const { identified, composed, grouped, possible } = named
  // What is named needs no guess at what else could be meant.
  const found = findWords([...new Set(words)], isNamed(named) ? attempts.slice(0, 1) : attempts)
  const byWords = (places: readonly number[]) => [
    ...found.filter((place) => places.includes(place)),
    ...places,
  ]
  // Where a feature is called so itself, what others have of that name is meant least.
  const order =
    identified.length > 0
      ? [identified, byWords(grouped), found, composed, possible]
      : [found.filter((place) => isWordOfId(words, place)), composed, byWords(grouped), found, possible]
  return [...new Set(order.flat())]
}

/**
 * The features with all of the words, whole or as beginnings; where nothing has them all, with slips of the pen; where
 * nothing has them even so, with any of them. What an id begins with is likelier meant than what stands elsewhere.
 */
function findWords(words: readonly string[], options: readonly SearchOptions[]): number[] {
  if (words.length === 0) return []
  const index = oncePerProcess("search", () => buildIndex(loadCatalog()))
  const start = words.join("-")
  for (const attempt of options) {
    const hits = index.search(queryOf(words, attempt), {
      boostDocument: (_place, _term, stored) => 1 + 3 * partBegun(String(stored?.slug), start),
    })
    if (hits.length > 0) return hits.map(({ id }) => id as number)
  }
  return []
}

/** Whether a text is one word of a feature's id: `checkbox` means `input-checkbox` rather than what takes that value. */
function isWordOfId([word = "", ...others]: readonly string[], place: number): boolean {
  return others.length === 0 && tokenize(loadCatalog().features[place]?.id ?? "").includes(word)
}

/** How many words of a text are looked for: a search is one step of the only thread. */
const mostWords = 8

// A single letter begins too many words, and of a short word every slip is another word.
const prefix = (word: string) => word.length > 1
const fuzzy = (word: string) => (word.length > 3 ? 0.25 : false)

const attempts: readonly SearchOptions[] = [
  { combineWith: "AND", prefix },
  { combineWith: "AND", prefix, fuzzy },
  { combineWith: "OR", prefix, fuzzy },
]

/** "flex box" means flexbox, which is one word in the data: neighbours are also tried as one. */
function queryOf(words: readonly string[], options: SearchOptions): Query {
  const joined = words.slice(1).map((word, place) => words[place] + word)
  return {
    combineWith: "OR",
    boost: { slug: 8, name: 5, groups: 1.5 },
    weights: { prefix: 0.8, fuzzy: 0.3 },
    queries: [{ ...options, queries: [...words] }, ...joined],
  }
}

/** How much of an id a text begins: 1 for all of it, 0 where it begins otherwise. */
function partBegun(id: string, start: string): number {
  return id.startsWith(start) ? start.length / id.length : 0
}

function buildIndex({ features, groups }: Catalog): MiniSearch {
  const index = new MiniSearch({
    idField: "place",
    fields: ["slug", "name", "description", "groups"],
    storeFields: ["slug"],
    tokenize: tokenize,
    processTerm: (term) => term,
  })
  index.addAll(
    features.map((feature, place) => ({
      place,
      slug: feature.id,
      name: feature.name,
      description: feature.description,
      groups: feature.groups.map((group) => groups[group]?.name).join(" "),
    })),
  )
  return index
}
