import { detachString } from "./tally"

const maxResults = 10_000
const maxKeyLength = 100

/** Caches the results of a function that reads the text of a cell, because many rows contain the same texts. */
export function remember<Result>(compute: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>()
  return (text) => {
    if (text.length > maxKeyLength) return compute(text)
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size === maxResults) results.clear()
    const key = detachString(text)
    const result = compute(key)
    results.set(key, result)
    return result
  }
}
