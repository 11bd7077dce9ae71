export const maxCount = Number.MAX_SAFE_INTEGER

const maxNumberLength = 40

export type Sign = "," | "."

export type VisitCount = {
  visits: number
  decimal?: Sign
  thousands?: Sign | " "
  /**
   * The sign in a number such as `12,345`, if it may separate thousands or decimals. `visits` is the number if the sign
   * separates thousands.
   */
  ambiguous?: Sign
}

/**
 * Parses a formatted number: `1234`, `1,234`, `1.234`, `401 754`, `1'234`, `1.234,5`, `12,5`. A single comma or dot
 * before three digits separates thousands, because visits are whole numbers.
 * @returns a number that is not negative, or the reason why the text is invalid
 */
export function parseVisits(text: string): number | string {
  const count = readVisitCount(text)
  return typeof count === "string" ? count : count.visits
}

/** Like `parseVisits`, but also returns the separators. `VisitColumn` needs them to resolve ambiguous numbers. */
export function readVisitCount(text: string): VisitCount | string {
  const trimmed = text.trim()
  if (trimmed === "") return "The count is empty."
  const count = trimmed.length > maxNumberLength ? undefined : read(trimmed)
  if (!count) return `“${trimmed.slice(0, maxNumberLength)}” is not a number such as 1234 or 1,234.`
  if (count.visits < 0) return `${trimmed} is negative. A count must be 0 or more.`
  if (count.visits > maxCount)
    return `${trimmed} is too large. The maximum is ${maxCount.toLocaleString("en")}.`
  return count
}

/**
 * Like `readVisitCount`, but reads a percentage with or without `%`. Ambiguous numbers are decimal: `12,345` is 12.345.
 */
export function readPercent(text: string): VisitCount | string {
  const count = readVisitCount(text.trim().replace(/\s?%$/, ""))
  if (typeof count === "string" || !count.ambiguous) return count
  return { visits: count.visits / 1_000, decimal: count.ambiguous }
}

/** Reads `1.2K` and `1.2M`, which dashboards write, and `1.2E+06`, which spreadsheets write. */
function readShortened(text: string): VisitCount | undefined {
  const [, number = "", exponent, unit = ""] =
    /^(\d{1,15}(?:[.,]\d{1,15})?)(?:e\+?(\d{1,2})|\s?([km]))$/i.exec(text) ?? []
  if (number === "") return undefined
  const zeros = Number(exponent ?? (unit.toLowerCase() === "k" ? 3 : 6))
  return { visits: Number(`${number.replace(",", ".")}e${zeros}`) }
}

function read(text: string): VisitCount | undefined {
  const sign = /^[-−]/.test(text) ? -1 : 1
  const digits = sign === -1 ? text.slice(1).trim() : text
  const ambiguous = /^[1-9]\d{0,2}([,.])\d{3}$/.exec(digits)?.[1] as Sign | undefined
  if (ambiguous) return { visits: sign * Number(digits.replace(ambiguous, "")), ambiguous }
  const grouping = groupings.find(({ shape }) => shape.test(digits))
  if (!grouping && !/^\d+([.,]\d+)?$/.test(digits)) return sign === 1 ? readShortened(text) : undefined
  const whole = grouping ? digits.replace(grouping.separators, "") : digits
  return {
    visits: sign * Number(whole.replace(",", ".")),
    decimal: /[.,]/.exec(whole)?.[0] as Sign | undefined,
    thousands: grouping?.thousands,
  }
}

type Grouping = {
  thousands: Sign | " "
  shape: RegExp
  separators: RegExp
}

/** Numbers with thousands separators and optional decimals. Indian groups have two digits: `12,34,567`. */
const groupings: readonly Grouping[] = [
  { thousands: ",", shape: /^[1-9]\d{0,2}(,\d{2,3}){0,8},\d{3}(\.\d+)?$/, separators: /,/g },
  { thousands: ".", shape: /^[1-9]\d{0,2}(\.\d{3}){1,9}(,\d+)?$/, separators: /\./g },
  { thousands: " ", shape: /^[1-9]\d{0,2}([\s'’]\d{3}){1,9}([.,]\d+)?$/, separators: /[\s'’]/g },
]
