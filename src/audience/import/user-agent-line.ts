import { readVisitCount, type VisitCount } from "./visit-count"

export interface UserAgentLine {
  userAgent: string
  /** How often it came, once where the line does not say; or why the line cannot be read. */
  count: VisitCount | string
}

/** A cell that holds a line's count, and the line without it. */
interface CountCell {
  text: string
  rest: string
  /** Whether commas are in it and before or behind it: they may separate cells, too. */
  isUnclear: boolean
}

/** As far from either end of a line its count is looked for, with what separates it. In characters. */
const longestCount = 80

/** Apple's devices are called so, and apps have them at the end of their user agents: that is no count. */
const commaOfDevice = /(?<=[A-Za-z]{3}\d{1,2}),(?=\d{1,2}(?:\D|$))/g

const neither = "It is neither a user agent alone nor one with its count."

/**
 * A user agent, alone or with its count: before it as `sort | uniq -c` writes them, or before or behind it and a tab,
 * comma, semicolon or bar. Both may be quoted as in CSV.
 */
export function readUserAgentLine(line: string): UserAgentLine {
  const text = line.trim()
  const cell = countBefore(text) ?? countBehind(text)
  const rest = cell?.rest ?? text
  const userAgent = userAgentIn(rest)
  const hasAnother = cell && (countBefore(rest) ?? countBehind(rest))
  if (userAgent === undefined || hasAnother) return { userAgent: rest, count: neither }
  if (!cell) return { userAgent, count: { visits: 1 } }
  return {
    userAgent,
    count: cell.isUnclear ? "Put a number such as 1,234 in quotes." : readVisitCount(cell.text),
  }
}

function countBefore(text: string): CountCell | undefined {
  const found =
    /^(?:"([-−]?\d[\d.,'’\s]{0,38}%?)"|([-−]?\d(?:[\d.,'’ \u00a0\u202f]{0,38}\d)?\s?%?))(\s{0,8}[\t,;|]\s{0,8}|\s+|$)/.exec(
      text.slice(0, longestCount),
    )
  if (!found) return undefined
  const [all, quoted, bare = "", separator = ""] = found
  const isUnclear = separator.includes(",") && bare.includes(",")
  return { text: quoted ?? bare, rest: text.slice(all.length), isUnclear }
}

function countBehind(text: string): CountCell | undefined {
  const end = text.slice(-longestCount).replace(commaOfDevice, "_")
  const found = /([\t,;|])\s{0,8}(?:"([^"]{0,40})"|([-−]?\d(?:[\d.,'’ \u00a0\u202f]{0,38}\d)?\s?%?))$/.exec(
    end,
  )
  if (!found) return undefined
  const [all, separator, quoted, bare = ""] = found
  const isUnclear = separator === "," && bare.includes(",")
  return { text: quoted ?? bare, rest: text.slice(0, -all.length).trimEnd(), isUnclear }
}

/** The user agent of a cell, perhaps quoted; undefined where more than one cell is left. */
function userAgentIn(cell: string): string | undefined {
  if (cell.includes("\t")) return undefined
  if (!cell.startsWith('"')) return cell
  const inner = cell.slice(1, -1)
  const isQuoted = cell.length > 1 && cell.endsWith('"') && !inner.replaceAll('""', "").includes('"')
  return isQuoted ? inner.replaceAll('""', '"') : undefined
}
