import type { CaniuseFeature } from "#catalog/caniuse-only"
import { loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { withoutFillers } from "./fillers"
import { singular, tokenize } from "./tokenize"

/** A feature that web-features does not have, with a page of another site about it. */
export type ElsewhereFeature = CaniuseFeature & { url: string }

const maxResults = 3

/**
 * Finds features of caniuse that web-features does not have. The id or title must contain all of the words. Returns at
 * most three features.
 */
export function findElsewhere(words: readonly string[]): ElsewhereFeature[] {
  const { caniuseOnly } = loadCatalog()
  const index = processSingleton("elsewhere", () => caniuseOnly.map(wordsOf))
  const found = [words, withoutFillers(words)]
    .filter(({ length }) => length > 0)
    .map((searched) =>
      caniuseOnly.filter((_, position) => searched.every((word) => index[position]?.has(singular(word)))),
    )
    .find(({ length }) => length > 0)
  return (found ?? [])
    .slice(0, maxResults)
    .map((feature) => ({ ...feature, url: `https://caniuse.com/${feature.id}` }))
}

/**
 * Returns the words of a feature. Each pair of neighbouring words is also in the result as one word, so that `h264`
 * finds H.264.
 */
function wordsOf({ id, title }: CaniuseFeature): ReadonlySet<string> {
  const words = tokenize(`${id} ${title}`)
  const joined = words.slice(1).map((word, index) => words[index] + word)
  return new Set([...words, ...joined].map(singular))
}
