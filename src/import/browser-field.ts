import { closingQuote } from "./quoted-field"

/** Every browser since 1994 starts its user agent with `Mozilla/`, except Opera until version 12. */
const browserStart = /(?:mozilla|opera)\/\d/gi

const encodedSpace = /\+\(|%20|%2520/

/** A key such as `user_agent=`, `ua:` or `"http_user_agent": `. */
const userAgentKey = /(?:agent|\bua)['"]?\s?[=:]$/i

/** The characters that close a field, by the character that opens it. */
const closers: Readonly<Record<string, RegExp>> = {
  "'": /'/g,
  "|": /[|}]/g,
  "{": /[|}]/g,
  "[": /\]/g,
  "<": />/g,
  "\t": /\t|$/g,
}

/**
 * Returns the first field of a line that contains the user agent of a browser. The field starts after a quotation mark,
 * a brace, a bar, a tab, a space or the name of a key. A text inside a URL is not a field.
 */
export function findBrowserField(line: string, from = 0): string | undefined {
  browserStart.lastIndex = from
  for (let found = browserStart.exec(line); found; found = browserStart.exec(line)) {
    const field = fieldAt(line, found.index)
    if (field !== undefined) return field
  }
  return undefined
}

function fieldAt(line: string, index: number): string | undefined {
  const opener = line[index - 1] ?? " "
  if (opener === '"') return quotedAt(line, index)
  const closer = closers[opener]
  if (closer) {
    closer.lastIndex = index
    const end = closer.exec(line)?.index
    return end === undefined ? unquotedAt(line, index) : line.slice(index, end)
  }
  const isStart = /[\s,;\uFEFF]/.test(opener) || userAgentKey.test(line.slice(Math.max(0, index - 20), index))
  return isStart ? unquotedAt(line, index) : undefined
}

function quotedAt(line: string, index: number): string | undefined {
  // If the opening quotation mark is escaped, the closing quotation mark is escaped too.
  const isEscaped = line[index - 2] === "\\"
  const end = isEscaped ? line.indexOf('\\"', index) : closingQuote(line, index - 1)
  return end === undefined || end === -1 ? unquotedAt(line, index) : line.slice(index, end)
}

/**
 * Returns the unquoted user agent at `index`. It can contain spaces, but spaces also separate the fields of the line.
 * So the user agent ends before the first word that is neither a product nor a comment (RFC 9110 §10.1.5).
 */
function unquotedAt(line: string, index: number): string {
  const word = wordAt(line, index)
  if (encodedSpace.test(word)) return word
  let end = index + word.length
  while (line[end] === " ") {
    const next = line[end + 1] === "(" ? commentEnd(line, end + 1) : productEnd(line, end + 1)
    if (next === undefined) break
    end = next
  }
  return line.slice(index, end)
}

const words = /[^\s"'|{}]+/y

function wordAt(line: string, index: number): string {
  words.lastIndex = index
  return words.exec(line)?.[0] ?? ""
}

function commentEnd(line: string, index: number): number | undefined {
  let depth = 0
  for (let end = index; end < line.length; end++) {
    if (line[end] === "(") depth++
    if (line[end] === ")" && --depth === 0) return end + 1
  }
  return undefined
}

const products = /[a-z][\w.!-]*(?:\/[\w.:;+~-]*)?(?=[\s,;"']|$)/iy

function productEnd(line: string, index: number): number | undefined {
  products.lastIndex = index
  const product = products.exec(line)?.[0]
  return product === undefined ? undefined : index + product.length
}
