import { distance } from "fastest-levenshtein"

/**
 * The ids nearest to one that does not exist, nearest first, at most five: by how many letters would have to
 * change, where letters in another order count as one slip and an id that begins so as two; then by how long
 * they begin alike.
 */
export function suggestIds(unknown: string, known: readonly string[]): string[] {
  const wanted = unknown.toLowerCase().slice(0, 100)
  // Of a short one that has half of its letters wrong nothing is left to be recognized by.
  const farthest = Math.floor(wanted.length / (wanted.length < 6 ? 2 : 3))
  const slips = (id: string) => {
    if (isShuffled(wanted, id)) return 1
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

/** Whether two texts have the same letters, in whatever order. */
export function isShuffled(one: string, other: string): boolean {
  return one.length === other.length && sortLetters(one) === sortLetters(other)
}

const sortLetters = (text: string) => [...text].sort().join("")

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
