import { distance } from "fastest-levenshtein"

const maxSuggestions = 5

/**
 * Suggests at most five known ids that are similar to an unknown id, most similar first. Ids are ranked by edit
 * distance, then by the length of the common start. An id with the same letters in another order has distance 1. If the
 * unknown id has at least three characters, a known id that starts with the unknown id has a distance of at most 2.
 */
export function suggestIds(unknownId: string, knownIds: readonly string[]): string[] {
  const text = unknownId.toLowerCase().slice(0, 100)
  // The number of edits depends on the length of the text. With too many edits, a short text would match any other
  // text.
  const maxEdits = Math.floor(text.length / (text.length < 6 ? 2 : 3))
  const editsTo = (id: string) => {
    if (isAnagram(text, id)) return 1
    return text.length > 2 && id.startsWith(text)
      ? Math.min(2, maxEdits, distance(text, id))
      : distance(text, id)
  }
  return knownIds
    .map((id) => ({ id, edits: editsTo(id), commonStart: commonStart(text, id) }))
    .filter(({ edits }) => edits <= maxEdits)
    .sort((a, b) => a.edits - b.edits || b.commonStart - a.commonStart)
    .slice(0, maxSuggestions)
    .map(({ id }) => id)
}

export function isAnagram(one: string, other: string): boolean {
  return one.length === other.length && sortLetters(one) === sortLetters(other)
}

const sortLetters = (text: string) => [...text].sort().join("")

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
