import { isUserAgentKey } from "./json-request"
import { closingQuote, isUrlOrIpAddress } from "./quoted-field"

/** The fields of a W3C extended log, as IIS and CloudFront write it. */
export type W3cFields = {
  count: number
  /** The index of the user agent. */
  userAgent: number
}

/**
 * Reads the line `#Fields: date time cs(User-Agent)`. Returns undefined for other lines.
 * @returns the fields, or the reason why the rows after this line cannot be counted
 */
export function readW3cFields(line: string): W3cFields | string | undefined {
  if (!/^#fields[:\s]/i.test(line)) return undefined
  const names = line
    .trim()
    .slice("#fields:".length)
    .trim()
    .split(/[\s,]+/)
  const userAgent = names.findIndex(isUserAgentKey)
  if (userAgent === -1) {
    return "“#Fields:” does not contain cs(User-Agent). Add the user agent to the fields of the log in the settings of the server, and import a new log."
  }
  return { count: names.length, userAgent }
}

/** Returns the user agent of a row, or the reason why the row cannot be read. */
export function readW3cRow(line: string, fields: W3cFields): string | { userAgent: string } {
  const cells = splitRow(line.trimEnd())
  if (cells.length !== fields.count) {
    return `The row has ${cells.length} fields, but “#Fields:” has ${fields.count}.`
  }
  const userAgent = cells[fields.userAgent] ?? ""
  if (userAgent.startsWith("/") || isUrlOrIpAddress(userAgent)) {
    return `“${userAgent.slice(0, 80)}” is not a user agent, but stands at its position in “#Fields:”.`
  }
  return { userAgent }
}

/** CloudFront separates cells with tabs, and IIS with spaces. Some servers put quotation marks around texts. */
function splitRow(line: string): string[] {
  if (line.includes("\t")) return line.split("\t")
  if (!line.includes('"')) return line.split(/ +/)
  const cells: string[] = []
  for (let index = 0; index < line.length; ) {
    const end = line[index] === '"' ? closingQuote(line, index) : undefined
    const next = line.indexOf(" ", end ?? index)
    const cellEnd = next === -1 ? line.length : next
    cells.push(end === undefined ? line.slice(index, cellEnd) : line.slice(index + 1, end))
    index = cellEnd + 1
  }
  return cells
}
