/** Beyond it whole numbers are no longer exact, and no site has as many visits. */
export const largestCount = Number.MAX_SAFE_INTEGER

/** As many characters as a number of a table may have. */
const longestNumber = 40

/**
 * A number of a table as people write it: `1234`, `1,234`, `1.234`, `401 754`, `1'234`, `1.234,5`, `12,5`.
 * One group of three digits behind a single comma or point is thousands, since visits are whole.
 * @returns the number, from 0, or a sentence that says why it is none
 */
export function parseVisits(text: string): number | string {
  const trimmed = text.trim()
  if (trimmed === "") return "Its cell for the count is empty."
  const number = trimmed.length > longestNumber ? Number.NaN : toNumber(trimmed)
  if (Number.isNaN(number)) return `“${trimmed.slice(0, longestNumber)}” is no number such as 1234 or 1,234.`
  if (number < 0) return `${trimmed} is negative: a count is 0 or more.`
  if (number > largestCount)
    return `${trimmed} is too large: a count is at most ${largestCount.toLocaleString("en")}.`
  return number
}

function toNumber(text: string): number {
  const sign = /^[-−]/.test(text) ? -1 : 1
  const digits = sign === -1 ? text.slice(1).trim() : text
  for (const { shape, separators } of grouped) {
    if (shape.test(digits)) return sign * Number(digits.replace(separators, "").replace(",", "."))
  }
  return /^\d+([.,]\d+)?$/.test(digits) ? sign * Number(digits.replace(",", ".")) : Number.NaN
}

/** Thousands, with a decimal comma or point behind them, by what separates the groups. India's have two digits. */
const grouped: readonly { shape: RegExp; separators: RegExp }[] = [
  { shape: /^[1-9]\d{0,2}(,\d{2,3}){0,8},\d{3}(\.\d+)?$/, separators: /,/g },
  { shape: /^[1-9]\d{0,2}(\.\d{3}){1,9}(,\d+)?$/, separators: /\./g },
  { shape: /^[1-9]\d{0,2}([\s'’]\d{3}){1,9}([.,]\d+)?$/, separators: /[\s'’]/g },
]
