import { readVisitCount, type VisitCount } from "./visit-count"

export type UserAgentLine = {
  userAgent: string
  /** The count (default: 1), or the reason why the line cannot be read. */
  count: VisitCount | string
}

type CountCell = {
  text: string
  rest: string
  /**
   * Whether the count contains commas, and another comma is before or after the count. Each of these commas may be the
   * one that separates the cells.
   */
  isAmbiguous: boolean
}

/** The maximum length in characters of a count with its separators, at the start or the end of a line. */
const maxCountLength = 80

/**
 * Matches the comma in a device name such as `iPhone14,5`. User agents of apps on Apple devices can end with such a
 * name. The number after this comma is not a count.
 */
const deviceComma = /(?<=[A-Za-z]{3}\d{1,2}),(?=\d{1,2}(?:\D|$))/g

const invalidLine = "The line is not a user agent with or without a count."

/**
 * Reads a user agent with an optional count. The count may be before the user agent, as in `sort | uniq -c`. With a
 * tab, comma, semicolon or bar between them, the count may also be after the user agent. Both may be quoted as in CSV.
 */
export function readUserAgentLine(line: string): UserAgentLine {
  const text = line.trim()
  const cell = leadingCount(text) ?? trailingCount(text)
  const rest = cell?.rest ?? text
  const userAgent = unquote(rest)
  const hasSecondCount = cell && (leadingCount(rest) ?? trailingCount(rest))
  if (userAgent === undefined || hasSecondCount) return { userAgent: rest, count: invalidLine }
  if (!cell) return { userAgent, count: { visits: 1 } }
  return {
    userAgent,
    count: cell.isAmbiguous ? "Put quotes around numbers such as 1,234." : readVisitCount(cell.text),
  }
}

/**
 * Moves a count from the end of a line to its start: `Mozilla/5.0 (…) 12`, `… = 12`, `…: 12`, `… x12`, `… (12)`.
 * Returns other lines unchanged. These include lines whose count `readUserAgentLine` can already read.
 */
export function moveTrailingCount(line: string): string {
  const text = line.trim()
  if (leadingCount(text) ?? trailingCount(text)) return line
  const end = text.slice(-maxCountLength)
  const found = /(?:\s(?:[=:x×*]|[-=]>)?\s?|:\s?|\s[([])(\d[\d.,]{0,38})[)\]]?$/.exec(end)
  if (!found) return line
  const userAgent = text.slice(0, -found[0].length).trimEnd()
  return userAgent === "" ? line : `${found[1]}\t${userAgent}`
}

function leadingCount(text: string): CountCell | undefined {
  const found =
    /^(?:"([-−]?\d[\d.,'’\s]{0,38}%?)"|([-−]?\d(?:[\d.,'’ \u00a0\u202f]{0,38}\d)?\s?%?))(\s{0,8}[\t,;|]\s{0,8}|\s+|$)/.exec(
      text.slice(0, maxCountLength),
    )
  if (!found) return undefined
  const [all, quoted, bare = "", separator = ""] = found
  const isAmbiguous = separator.includes(",") && bare.includes(",")
  return { text: quoted ?? bare, rest: text.slice(all.length), isAmbiguous }
}

function trailingCount(text: string): CountCell | undefined {
  const end = text.slice(-maxCountLength).replace(deviceComma, "_")
  const found = /([\t,;|])\s{0,8}(?:"([^"]{0,40})"|([-−]?\d(?:[\d.,'’ \u00a0\u202f]{0,38}\d)?\s?%?))$/.exec(
    end,
  )
  if (!found) return undefined
  const [all, separator, quoted, bare = ""] = found
  const isAmbiguous = separator === "," && bare.includes(",")
  return { text: quoted ?? bare, rest: text.slice(0, -all.length).trimEnd(), isAmbiguous }
}

function unquote(cell: string): string | undefined {
  if (cell.includes("\t")) return undefined
  if (!cell.startsWith('"')) return cell
  const inner = cell.slice(1, -1)
  const isQuoted = cell.length > 1 && cell.endsWith('"') && !inner.replaceAll('""', "").includes('"')
  return isQuoted ? inner.replaceAll('""', '"') : undefined
}
