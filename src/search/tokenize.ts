import { withoutAccents } from "#audience/regions"

/**
 * Splits a text into words of letters and digits, in lower case: `:has()` becomes `has`, and `@container` becomes
 * `container`.
 */
export function tokenize(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Returns the singular of a word: `query` for `queries`. Short words, such as `css`, stay the same. */
export const singular = (word: string) =>
  word.length > 3 ? word.replace(/(?:ies|s)$/, (ending) => (ending === "s" ? "" : "y")) : word

/** Returns the words of a name without accents, separated by single spaces: Timor-Leste becomes “timor leste”. */
export function normalizeWords(name: string): string {
  return tokenize(withoutAccents(name)).join(" ")
}

export function hasAtWordStart(name: string, words: string): boolean {
  return ` ${normalizeWords(name)}`.includes(` ${words}`)
}
