type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the Web Platform Dashboard's API is, by `WEBSTATUS_URL`: https://api.webstatus.dev where it is not set;
 * undefined where it is `off`.
 * @throws Error with a sentence for a value that cannot be
 */
export function readWebstatusUrl(env: Environment): URL | undefined {
  const text = env.WEBSTATUS_URL || "https://api.webstatus.dev"
  if (text === "off") return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash
  if (isPlain && /^https?:$/.test(url.protocol)) return url
  // What is in front of an @ may be a password, and this is written into a log.
  const credentials = text.lastIndexOf("@")
  const shown = credentials === -1 ? text : `…${text.slice(credentials)}`
  throw new Error(
    `WEBSTATUS_URL must be the address of the Web Platform Dashboard's API, such as https://api.webstatus.dev, or “off”, not “${shown}”.`,
  )
}
