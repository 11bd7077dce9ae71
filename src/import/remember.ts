import { detachString } from "./tally"

const maxResults = 10_000
const maxKeyLength = 100

/** Caches the results of a function of the text in a cell, because the same texts stand in many rows. */
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
