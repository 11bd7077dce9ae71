import { remember } from "./remember"

/** The beginnings of month names in the languages of spreadsheets, without accents. */
const monthNames: readonly RegExp[] = [
  /^(?:jan|ene|gen|sty|tam)/,
  /^(?:feb|fev|lut|hel)/,
  /^(?:mar|mrz|mrt|maa|mae)/,
  /^(?:apr|avr|abr|kwi|huh)/,
  /^(?:mai|may|mag|mei|maj|tou)/,
  /^(?:jun|juin|giu|cze|kes)/,
  /^(?:jul|juil|lug|lip|hei)/,
  /^(?:aug|aou|ago|sie|elo)/,
  /^(?:sep|set|wrz|syy)/,
  /^(?:oct|okt|out|ott|paz|lok)/,
  /^(?:nov|lis)/,
  /^(?:dec|dez|dic|gru|des|dek|jou)/,
]

/**
 * Reads the version in a cell of a table. Spreadsheets change versions: they write `17.2` with a decimal comma, and
 * convert `16.3` to a date such as `16. Mrz` or `16.03.2025`. Returns an empty text if the original version is not
 * certain.
 */
export function readVersionCell(cell: string): string {
  return isPlainVersion(cell) ? cell : readChangedVersion(cell)
}

const readChangedVersion = remember((cell) => {
  const text = cell.trim()
  const date = readDate(text)
  if (date !== undefined) return date
  if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text)) return ""
  if (/^\d+(?:,\d+)+$/.test(text)) return text.replaceAll(",", ".")
  return text.replace(/^v(?=\d)/i, "")
})

export function isSpreadsheetDate(text: string): boolean {
  return !isPlainVersion(text) && isDate(text)
}

const isDate = remember((text) => readDate(text.trim()) !== undefined)

/** Whether a text has only digits and dots, and cannot be a date such as `16.03.2025`. */
const isPlainVersion = (text: string) => /^\d+(?:\.\d+)*$/.test(text) && !/\.(?:19|20)\d\d$/.test(text)

/**
 * Returns `undefined` if the text is not a date. Spreadsheets convert versions to dates only in countries that write
 * dates with dots.
 */
function readDate(text: string): string | undefined {
  if (/^[\d.]*$/.test(text)) return readDottedDate(text)
  const [, dayOfMonth = "", name] =
    /^(\d{1,2})[.\-/ ]{1,2}(\p{L}{3,10})\.?(?:[-/. ]{1,2}\d{2,4})?$/u.exec(text) ?? []
  if (name !== undefined) {
    const month = monthOf(name)
    return month === undefined ? undefined : versionOf(dayOfMonth, month)
  }
  const [, first = "", second = ""] = /^(\d{1,2})\/(\d{1,2})\/(?:19|20)\d\d$/.exec(text) ?? []
  if (first !== "") return isDay(first) ? versionOf(first, second) : ""
  const [, month = "", day] = /^(?:19|20)\d\d-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(text) ?? []
  if (day !== undefined) return isDay(day) ? versionOf(day, month) : ""
  const [, monthFirst] = /^(\p{L}{3,10})\.?[-/. ]{1,2}\d{2,4}$/u.exec(text) ?? []
  return monthFirst !== undefined && monthOf(monthFirst) !== undefined ? "" : undefined
}

function readDottedDate(text: string): string | undefined {
  const [, day = "", month = ""] = /^(\d{1,2})\.(\d{1,2})\.(?:19|20)\d\d$/.exec(text) ?? []
  return day === "" ? undefined : versionOf(day, month)
}

/** Whether a number in a date can only be the day, because a month is at most 12. */
const isDay = (text: string) => Number(text) > 12

const versionOf = (day: string, month: string | number) => `${Number(day)}.${Number(month)}`

function monthOf(name: string): number | undefined {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const index = monthNames.findIndex((pattern) => pattern.test(plain))
  return index === -1 ? undefined : index + 1
}
