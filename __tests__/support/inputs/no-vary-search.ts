/**
 * Returns the cache key of a URL for a `No-Vary-Search` header. The header is a dictionary of booleans and an inner
 * list of strings (RFC 8941). This function is independent of the host's implementation, so that tests can compare
 * both.
 */
export function cacheKey(address: string, header: string): string {
  const { keyOrder, params, except } = parse(header)
  const url = new URL(address, "http://site.invalid")
  let pairs = [...url.searchParams]
  if (params) pairs = pairs.filter(([name]) => except.includes(name))
  // The specification sorts by name only, and keeps the order of equal names.
  if (keyOrder) pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `${url.pathname}?${JSON.stringify(pairs)}`
}

function parse(header: string): { keyOrder: boolean; params: boolean; except: string[] } {
  let rest = header
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest)
    if (match) rest = rest.slice(match[0].length)
    return match
  }
  const result = { keyOrder: false, params: false, except: [] as string[] }
  do {
    const key = take(/^[ \t]*([a-z*][a-z0-9_.*-]*)/)?.[1]
    if (key === "key-order") result.keyOrder = true
    else if (key === "params") result.params = true
    else if (key === "except" && take(/^=\(/)) {
      while (!take(/^ *\)/)) {
        const text = take(/^ *"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/)?.[1]
        if (text === undefined) throw new Error(`Not a structured field: ${header}`)
        result.except.push(decodeURIComponent(text.replace(/\\(["\\])/g, "$1")))
      }
    } else throw new Error(`Not a structured field: ${header}`)
  } while (take(/^[ \t]*,/))
  if (rest.trim() !== "") throw new Error(`Not a structured field: ${header}`)
  return result
}
