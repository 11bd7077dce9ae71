import { findRegion } from "#audience/find-region"
import { regionName } from "#audience/regions"
import { loadCatalog } from "#catalog/load"
import { featuresNamed } from "./name-index"
import { type ResolvedFeatures, resolveFeatures } from "./resolve-features"
import { tokenize } from "./tokenize"

export type Question = {
  features: ResolvedFeatures
  /** The region at the end of the text: “in Germany”. */
  audience?: { id: string; name: string }
}

const maxLength = 5_000

/**
 * Parses a question such as “:has(), container queries and popover in Germany”. `resolveFeatures` reads the names of
 * features. `findRegion` finds the region after “in”, “for” or “on”, also in German, French, Spanish and Portuguese.
 * Does not throw.
 */
export function parseQuestion(text: string): Question {
  const question = withoutPhrases(text.slice(0, maxLength))
  const split = splitRegion(question)
  if (split === undefined) return { features: resolveFeatures(question) }
  const { names, id } = split
  return { features: resolveFeatures(names), audience: { id, name: regionName(id) } }
}

/** Removes the words around the names: “Can I use popover in Germany?” is “popover in Germany”. */
function withoutPhrases(text: string): string {
  return text
    .trim()
    .replace(/(?<=[\p{L}\p{N})]\s?)\?$/u, "")
    .replace(/^(?:can|could|may|should) (?:i|we) (?:already )?use\s+/i, "")
}

const prepositions =
  /\s(?:in|for|on|from|im|en|au|aux|à|für|em|no|na)\s+(?:the\s|la\s|le\s|les\s|den\s|der\s)?/giu

/**
 * Codes of regions that are also English words, as in “can we use it” and “for us”. If such a text is in lower case, it
 * is read as a word and not as a region.
 */
const words: ReadonlySet<string> = new Set([
  ...["am", "as", "at", "be", "by", "do", "in", "is", "it", "me", "my", "no", "so", "to", "us"],
])

function splitRegion(text: string): { names: string; id: string } | undefined {
  if (featuresNamed(tokenize(text)).length > 0) return undefined
  const catalog = loadCatalog()
  for (const { index, 0: preposition } of text.matchAll(prepositions)) {
    const names = text.slice(0, index).trim()
    const region = text.slice(index + preposition.length).trim()
    const id = names === "" || words.has(region) ? undefined : findRegion(region, catalog)
    if (id !== undefined) return { names, id }
  }
  return undefined
}
