type ParserOptions = { type?: string; limit?: string | number }

export type BodyParserConfig = {
  raw: ParserOptions
  text: ParserOptions
  json: ParserOptions
  urlencoded: ParserOptions & { extended: boolean }
}

const defaults: BodyParserConfig = {
  raw: { limit: "100kb" },
  text: { limit: "100kb" },
  json: { limit: "100kb" },
  urlencoded: { limit: "100kb", extended: true },
}

/**
 * Returns the options of the body parsers from the exported `config` of a Gatsby Function. As in Gatsby, an invalid
 * option is replaced by its default.
 */
export function bodyParserConfig(config: unknown): BodyParserConfig {
  const given = isRecord(config) && isRecord(config.bodyParser) ? config.bodyParser : {}
  const part = (name: keyof BodyParserConfig) => (isParserOptions(given[name]) ? given[name] : defaults[name])
  const urlencoded = part("urlencoded")
  return {
    raw: part("raw"),
    text: part("text"),
    json: part("json"),
    urlencoded:
      "extended" in urlencoded && typeof urlencoded.extended === "boolean"
        ? { ...urlencoded, extended: urlencoded.extended }
        : defaults.urlencoded,
  }
}

function isParserOptions(value: unknown): value is ParserOptions {
  if (!isRecord(value)) return false
  const { type, limit } = value
  return (
    (type === undefined || typeof type === "string") &&
    (limit === undefined || typeof limit === "string" || typeof limit === "number")
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null
