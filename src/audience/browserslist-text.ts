import type browserslistPackage from "browserslist"
import { nodeRequire } from "#runtime/node-require"
import { InvalidAudience } from "./invalid-audience"

/** The environments that browserslist uses by default: https://github.com/browserslist/browserslist#environments */
const defaultEnvironments = ["production", "defaults"]

/**
 * Converts the text of a `.browserslistrc`, or the value of `browserslist` in a package.json, to one query. Returns
 * other texts unchanged, except for line breaks and comments. Each line and each entry of a list is a query. The result
 * selects each version that at least one of these queries selects. If there are several environments, `production` is
 * used.
 * @throws InvalidAudience for invalid JSON. Also for environments if `production` is missing and no queries come before
 * the first environment
 */
export function parseBrowserslistText(text: string): string {
  const queries = queriesInJson(text.trim()) ?? queriesInLines(text)
  return queries
    .flatMap((query) => query.split(","))
    .map((query) => query.replace(/\s+/g, " ").trim())
    .filter((query) => query !== "")
    .join(", ")
}

function queriesInJson(text: string): readonly string[] | undefined {
  const json = /^"browserslist"\s*:/.test(text) ? `{${text.replace(/,$/, "")}}` : text
  if (!/^[[{]\s*["\]}]/.test(json)) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (error) {
    throw invalid(`This is not valid JSON: ${(error as Error).message}`)
  }
  const config = (parsed as { browserslist?: unknown }).browserslist ?? parsed
  if (typeof config === "string") return [config]
  if (Array.isArray(config)) return stringsIn(config)
  return pickEnvironment(Object.entries(config as object))
}

function stringsIn(list: readonly unknown[]): readonly string[] {
  const other = list.find((item) => typeof item !== "string")
  if (other === undefined) return list as readonly string[]
  throw invalid(
    `A list of queries must contain only texts, but this one contains ${JSON.stringify(other).slice(0, 40)}.`,
  )
}

function queriesInLines(text: string): readonly string[] {
  const { parseConfig } = nodeRequire<typeof browserslistPackage>("browserslist")
  try {
    return pickEnvironment(Object.entries(parseConfig(text)))
  } catch (error) {
    throw error instanceof InvalidAudience
      ? error
      : invalid(`${(error as Error).message.replace(/\.$/, "")}.`)
  }
}

function pickEnvironment(
  environments: readonly (readonly [name: string, queries: unknown])[],
): readonly string[] {
  const withQueries = environments
    .map(([name, queries]) => [name, stringsIn([queries].flat())] as const)
    .filter(([, queries]) => queries.length > 0)
  for (const name of defaultEnvironments) {
    const found = withQueries.find(([environment]) => environment === name)
    if (found) return found[1]
  }
  if (withQueries.length === 0) return []
  const names = withQueries.slice(0, 10).map(([name]) => `“${name.slice(0, 40)}”`)
  throw invalid(
    `The configuration has the environments ${names.join(", ")}, but not “production”. Enter the queries of one environment.`,
  )
}

function invalid(message: string): InvalidAudience {
  return new InvalidAudience("browsers", message)
}
