/** Beyond it whole numbers are no longer exact, and no site has as many visits. */
export const maxCount = Number.MAX_SAFE_INTEGER

const longestNumber = 40

/** What may stand before decimals, and between thousands. */
export type Sign = "," | "."

/** A number of a table, and what it tells of the signs in the others. */
export interface VisitCount {
  visits: number
  decimal?: Sign
  thousands?: Sign | " "
  /** The sign of which it does not tell what it is: `12,345`. `visits` is by thousands. */
  unclear?: Sign
}

/**
 * A number of a table as people write it: `1234`, `1,234`, `1.234`, `401 754`, `1'234`, `1.234,5`, `12,5`.
 * One group of three digits behind a single comma or point is thousands, since visits are whole.
 * @returns the number, from 0, or a sentence that says why it is none
 */
export function parseVisits(text: string): number | string {
  const count = readVisitCount(text)
  return typeof count === "string" ? count : count.visits
}

/** The same with what it tells of its signs, for a column of them. */
export function readVisitCount(text: string): VisitCount | string {
  const trimmed = text.trim()
  if (trimmed === "") return "Its cell for the count is empty."
  const count = trimmed.length > longestNumber ? undefined : read(trimmed)
  if (!count) return `“${trimmed.slice(0, longestNumber)}” is no number such as 1234 or 1,234.`
  if (count.visits < 0) return `${trimmed} is negative: a count is 0 or more.`
  if (count.visits > maxCount)
    return `${trimmed} is too large: a count is at most ${maxCount.toLocaleString("en")}.`
  return count
}

/** The same in a column of percents, which may have their sign: none are thousands, so `12,345` is decimal. */
export function readPercent(text: string): VisitCount | string {
  const count = readVisitCount(text.trim().replace(/\s?%$/, ""))
  if (typeof count === "string" || !count.unclear) return count
  return { visits: count.visits / 1_000, decimal: count.unclear }
}

function read(text: string): VisitCount | undefined {
  const sign = /^[-−]/.test(text) ? -1 : 1
  const digits = sign === -1 ? text.slice(1).trim() : text
  const unclear = /^[1-9]\d{0,2}([,.])\d{3}$/.exec(digits)?.[1] as Sign | undefined
  if (unclear) return { visits: sign * Number(digits.replace(unclear, "")), unclear }
  const grouping = groupings.find(({ shape }) => shape.test(digits))
  if (!grouping && !/^\d+([.,]\d+)?$/.test(digits)) return undefined
  const whole = grouping ? digits.replace(grouping.separators, "") : digits
  return {
    visits: sign * Number(whole.replace(",", ".")),
    decimal: /[.,]/.exec(whole)?.[0] as Sign | undefined,
    thousands: grouping?.thousands,
  }
}

interface Grouping {
  thousands: Sign | " "
  shape: RegExp
  separators: RegExp
}

/** Thousands, with a decimal comma or point behind them, by what separates the groups. India's have two digits. */
const groupings: readonly Grouping[] = [
  { thousands: ",", shape: /^[1-9]\d{0,2}(,\d{2,3}){0,8},\d{3}(\.\d+)?$/, separators: /,/g },
  { thousands: ".", shape: /^[1-9]\d{0,2}(\.\d{3}){1,9}(,\d+)?$/, separators: /\./g },
  { thousands: " ", shape: /^[1-9]\d{0,2}([\s'’]\d{3}){1,9}([.,]\d+)?$/, separators: /[\s'’]/g },
]
