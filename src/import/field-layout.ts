import { findBrowserField } from "./browser-field"
import { isCombined } from "./combined-request"
import { closingQuote, isUrlOrIpAddress, startsWithProduct, unescapeField } from "./quoted-field"

/**
 * The position of the user agent in lines of a log, learned from the lines that contain a browser. Other lines with the
 * same number of fields have their user agent at the same position: a bot, a tool or `-`.
 */
export type FieldLayout = {
  userAgentIn(line: string): string | undefined
}

/** In characters. Longer lines are not split into fields, but only searched for the user agent of a browser. */
const maxLineLength = 10_000

/** Returns undefined if all lines with a browser are in combined format, which `parseCombinedRequest` reads faster. */
export function learnFieldLayout(lines: readonly string[]): FieldLayout | undefined {
  const positions = new Map<number, Map<number, number>>()
  for (const line of lines) {
    const browser = findBrowserField(line)
    if (browser === undefined || isCombined(line)) continue
    const fields = splitFields(line)
    const index = fields.indexOf(unescapeField(browser))
    if (index === -1) continue
    const votes = positions.get(fields.length) ?? new Map<number, number>()
    positions.set(fields.length, votes.set(index, (votes.get(index) ?? 0) + 1))
  }
  if (positions.size === 0) return undefined
  const indexes = new Map([...positions].map(([length, votes]) => [length, mostVoted(votes)]))
  return {
    userAgentIn(line) {
      const fields = splitFields(line)
      const field = fields[indexes.get(fields.length) ?? -1]
      const isUserAgent =
        field !== undefined &&
        (field === "-" || field === "" || startsWithProduct(field) || (indexes.size === 1 && isText(field)))
      return isUserAgent ? field : undefined
    },
  }
}

/** Whether a field in quotation marks can be a user agent without a version, such as `my monitor`. */
function isText(field: string): boolean {
  return field.includes(" ") && !isUrlOrIpAddress(field) && !/^[A-Z]+ \S/.test(field)
}

function mostVoted(votes: ReadonlyMap<number, number>): number {
  const [best] = [...votes].sort(([, a], [, b]) => b - a)
  return best?.[0] ?? -1
}

/**
 * Splits a line at tabs, at bars or at spaces. If spaces separate the fields, a text in quotation marks is one field,
 * and a captured list such as `{host|user agent}` (HAProxy) has one field per part.
 */
function splitFields(line: string): string[] {
  const fields: string[] = []
  if (line.length > maxLineLength) return fields
  for (const delimiter of ["\t", "|"]) {
    const cells = line.includes('"') || line.includes("{") ? [] : line.split(delimiter)
    if (cells.length > 2) return cells.map((cell) => cell.trim())
  }
  let index = 0
  while (index < line.length) {
    const character = line[index] as string
    if (/\s/.test(character)) index++
    else if (character === '"') {
      const end = closingQuote(line, index) ?? line.length
      const field = unescapeField(line.slice(index + 1, end))
      fields.push(...(isCaptured(field) ? field.slice(1, -1).split("|") : [field]))
      index = end + 1
    } else {
      const end = character === "{" ? capturedEnd(line, index) : wordEnd(line, index)
      const field = line.slice(index, end)
      fields.push(...(isCaptured(field) ? field.slice(1, -1).split("|") : [field]))
      index = end
    }
  }
  return fields
}

function isCaptured(field: string): boolean {
  return field.startsWith("{") && field.endsWith("}")
}

function capturedEnd(line: string, index: number): number {
  const end = line.indexOf("}", index)
  return end === -1 ? wordEnd(line, index) : end + 1
}

function wordEnd(line: string, index: number): number {
  const delimiter = /[\s"]/g
  delimiter.lastIndex = index + 1
  return delimiter.exec(line)?.index ?? line.length
}
