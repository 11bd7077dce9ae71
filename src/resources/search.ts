import { distance } from "fastest-levenshtein"
import MiniSearch, { type Query, type SearchOptions } from "minisearch"
import type { Catalog } from "../catalog/catalog"
import { loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import { isNamed, namedFeatures } from "./named-features"
import { toWords } from "./words"

/**
 * The places in the catalogue of the features that a text means, most relevant first: what it is the name of, and
 * then what has its words.
 */
export function searchFeatures(text: string): number[] {
  const words = toWords(text).slice(0, mostWords)
  const named = namedFeatures(words)
  const { identified, composed, grouped, possible } = named
  // What is named needs no guess at what else could be meant.
  const found = findWords([...new Set(words)], isNamed(named) ? attempts.slice(0, 1) : attempts)
  const byWords = (places: readonly number[]) => [
    ...found.filter((place) => places.includes(place)),
    ...places,
  ]
  const [word, ...others] = words
  const inIds = word && others.length === 0 ? found.filter((place) => isWordOfId(word, place)) : []
  // Where a feature is called so itself, what others have of that name is meant least.
  const order =
    identified.length > 0
      ? [identified, byWords(grouped), found, composed, possible]
      : [inIds, composed, byWords(grouped), found, possible]
  return [...new Set(order.flat())]
}

/**
 * The features with all of the words, whole or as beginnings; where nothing has them all, with slips of the pen; where
 * nothing has them even so, with any of them. What an id begins with is likelier meant than what stands elsewhere.
 */
function findWords(words: readonly string[], attempts: readonly SearchOptions[]): number[] {
  if (words.length === 0) return []
  const index = oncePerProcess("search", () => buildIndex(loadCatalog()))
  const start = words.join("-")
  for (const options of attempts) {
    const hits = index.search(queryOf(words, options), {
      boostDocument: (_place, _term, stored) => 1 + 3 * partBegun(String(stored?.slug), start),
    })
    if (hits.length > 0) return hits.map(({ id }) => id as number)
  }
  return []
}

/** `checkbox` means `input-checkbox` rather than what takes that value. */
function isWordOfId(word: string, place: number): boolean {
  return toWords(loadCatalog().features[place]?.id ?? "").includes(word)
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
    tokenize: toWords,
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

/**
 * The ids nearest to one that does not exist, nearest first, at most five: by how many letters would have to
 * change, where letters in another order count as one slip and an id that begins so as two; then by how long
 * they begin alike.
 */
export function nearestIds(unknown: string, known: readonly string[]): string[] {
  const wanted = unknown.toLowerCase().slice(0, 100)
  const letters = sortLetters(wanted)
  // Of a short one that has half of its letters wrong nothing is left to be recognized by.
  const farthest = Math.floor(wanted.length / (wanted.length < 6 ? 2 : 3))
  const slips = (id: string) => {
    if (sortLetters(id) === letters) return 1
    return wanted.length > 2 && id.startsWith(wanted)
      ? Math.min(2, farthest, distance(wanted, id))
      : distance(wanted, id)
  }
  return known
    .map((id) => ({ id, slips: slips(id), alike: commonStart(wanted, id) }))
    .filter((candidate) => candidate.slips <= farthest)
    .sort((a, b) => a.slips - b.slips || b.alike - a.alike)
    .slice(0, 5)
    .map(({ id }) => id)
}

function sortLetters(text: string): string {
  return [...text].sort().join("")
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
