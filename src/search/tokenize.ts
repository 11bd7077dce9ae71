import { withoutAccents } from "#audience/regions"

/** Splits a text into lower-case runs of letters and digits: `:has()` is `has`, `@container` is `container`. */
export function tokenize(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words of a name without accents, separated by single spaces: Timor-Leste is “timor leste”. */
export function normalizeWords(name: string): string {
  return tokenize(withoutAccents(name)).join(" ")
}

export function hasAtWordStart(name: string, words: string): boolean {
  return ` ${normalizeWords(name)}`.includes(` ${words}`)
}
