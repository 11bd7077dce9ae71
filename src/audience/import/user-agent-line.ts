import { parseVisits } from "./visit-count"

/** A line of a list of user agents. */
export interface UserAgentLine {
  userAgent: string
  /** How often it came, or why that cannot be told; 1 where the line does not say. */
  visits: number | string
}

/** As far from either end of a line its count is looked for. In characters. */
const reach = 40

/** Apple's devices are called so, and apps have them at the end of their user agents: that is no count. */
const deviceOfApple = /[A-Za-z]{3}\d{1,2},\d{1,2}$/

/**
 * A user agent, alone or with its count: before it as `sort | uniq -c` writes them, or behind it and a tab, comma,
 * semicolon or bar. It may be quoted as in CSV.
 */
export function readUserAgentLine(line: string): UserAgentLine {
  const text = line.trim()
  const [before, first = ""] = /^(\d{1,15})(?:[\s,;|]+|$)/.exec(text.slice(0, reach)) ?? []
  if (before !== undefined) return { userAgent: unquoted(text.slice(before.length)), visits: Number(first) }
  const end = text.slice(-reach)
  const [behind, last = ""] = /[\t,;|]\s{0,8}(\d{1,3}(?:[,.]\d{3}){1,5}|\d{1,15})$/.exec(end) ?? []
  if (behind === undefined || deviceOfApple.test(end)) return { userAgent: unquoted(text), visits: 1 }
  return { userAgent: unquoted(text.slice(0, -behind.length)), visits: parseVisits(last) }
}

function unquoted(text: string): string {
  const inner = text.trim()
  const isQuoted = inner.length > 1 && inner.startsWith('"') && inner.endsWith('"')
  return isQuoted ? inner.slice(1, -1).replaceAll('""', '"') : inner
}
