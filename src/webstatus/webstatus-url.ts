type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `WEBSTATUS_URL`, the URL of the Web Platform Dashboard's API. The default is https://api.webstatus.dev. Returns
 * undefined if the value is `off`.
 * @throws Error that names the variable if its value is invalid
 */
export function readWebstatusUrl(env: Environment): URL | undefined {
  const text = env.WEBSTATUS_URL || "https://api.webstatus.dev"
  if (text === "off") return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash
  if (isPlain && /^https?:$/.test(url.protocol)) return url
  // The message must not contain the text before an @, because this text may contain a password and the message goes to
  // logs.
  const credentials = text.lastIndexOf("@")
  const shown = credentials === -1 ? text : `…${text.slice(credentials)}`
  throw new Error(
    `WEBSTATUS_URL must be the URL of the Web Platform Dashboard's API, such as https://api.webstatus.dev, or “off”, not “${shown}”.`,
  )
}
