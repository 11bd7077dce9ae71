const maxEncodings = 2

/**
 * Decodes a user agent without spaces. IIS writes `+` for a space, and CloudFront percent-encodes the field, sometimes
 * twice. Returns other texts unchanged.
 */
export function decodeUserAgent(text: string): string {
  if (/\s/.test(text)) return text
  let decoded = text
  for (let round = 0; round < maxEncodings && /%(?:25)?20|%(?:25)?2F/i.test(decoded); round++) {
    decoded = decodePercents(decoded)
  }
  return !decoded.includes(" ") && /\+\(|\+[a-z]+\/\d/i.test(decoded) ? decoded.replaceAll("+", " ") : decoded
}

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // The text contains a percent-encoded sequence that is invalid or not complete.
    return text.replaceAll("%20", " ").replace(/%2F/gi, "/")
  }
}
