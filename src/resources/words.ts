/** Words as web features have them: runs of letters and digits; `:has()` is `has`, `@container` is `container`. */
export function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
