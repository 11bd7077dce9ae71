const backslash = 92

/**
 * Returns the index of the quotation mark that closes a field, or undefined. A backslash escapes quotation marks and
 * itself.
 */
export function closingQuote(line: string, opening: number): number | undefined {
  if (opening === -1) return undefined
  for (let end = line.indexOf('"', opening + 1); end !== -1; end = line.indexOf('"', end + 1)) {
    let escapes = end
    while (line.charCodeAt(escapes - 1) === backslash) escapes--
    if ((end - escapes) % 2 === 0) return end
  }
  return undefined
}

export function unescapeField(field: string): string {
  return field.includes("\\") ? field.replace(/\\(["\\])/g, "$1") : field
}

/** Whether a text starts with a product and its version, as user agents do: `Mozilla/5.0`, `curl/8.5.0`. */
export function startsWithProduct(field: string): boolean {
  return field.startsWith("Mozilla/") || (/^[\w.-]{1,64}\/v?\d/.test(field) && !/^HTTP\/\d/.test(field))
}

export function isUrlOrIpAddress(field: string): boolean {
  return /^https?:\/\//.test(field) || /^[\da-f]{1,4}[.:][\da-f.:, ]*$/i.test(field.slice(0, 200))
}
