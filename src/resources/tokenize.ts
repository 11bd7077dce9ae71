import { withoutAccents } from "../audience/regions"

/** Words as web features have them: runs of letters and digits; `:has()` is `has`, `@container` is `container`. */
export function tokenize(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A name's words without accents, with one space between them: Timor-Leste is “timor leste”. */
export function normalizeWords(name: string): string {
  return tokenize(withoutAccents(name)).join(" ")
}

/** Whether a name has words that begin with these, in a row. @param words as `normalizeWords` gives them */
export function hasAtWordStart(name: string, words: string): boolean {
  return ` ${normalizeWords(name)}`.includes(` ${words}`)
}
