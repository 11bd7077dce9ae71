import { withoutAccents } from "../audience/regions"

/** Words as web features have them: runs of letters and digits; `:has()` is `has`, `@container` is `container`. */
export function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A name's words without accents, with one space between them: Timor-Leste is “timor leste”. */
export function plainWords(name: string): string {
  return toWords(withoutAccents(name)).join(" ")
}

/** Whether a name has words that begin with these, in a row. @param words as `plainWords` gives them */
export function hasWordsBeginning(name: string, words: string): boolean {
  return ` ${plainWords(name)}`.includes(` ${words}`)
}
