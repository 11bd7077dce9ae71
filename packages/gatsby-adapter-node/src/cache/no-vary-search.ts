import { type InnerList, type Item, parseDictionary } from "structured-headers"

export type QueryRule = (search: string) => string

/**
 * Parses the `No-Vary-Search` header (draft-ietf-httpbis-no-vary-search): `key-order`, `params`, `params=("a" "b")`,
 * `params, except=("q")`. Returns a rule that converts a query to the part on which the response depends. If the header
 * is missing or invalid, the rule returns each query unchanged.
 */
export function queryRule(field: string | undefined): QueryRule {
  const parsed = field === undefined ? undefined : parse(field)
  if (!parsed) return (search) => search
  const { keyOrder, ignores } = parsed
  return (search) => {
    const kept = [...new URLSearchParams(search)].filter(([name]) => !ignores(name))
    if (keyOrder) kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return new URLSearchParams(kept).toString()
  }
}

type Parsed = { keyOrder: boolean; ignores: (name: string) => boolean }

function parse(field: string): Parsed | undefined {
  const members = membersOf(field)
  if (!members) return undefined
  const [keyOrder] = members.get("key-order") ?? [false]
  const [params] = members.get("params") ?? [false]
  const except = members.get("except")
  if (typeof keyOrder !== "boolean") return undefined
  if (typeof params === "boolean" && !except) return { keyOrder, ignores: () => params }
  const names = namesOf(params === true ? except?.[0] : params)
  if (!names || (params !== true && except)) return undefined
  return { keyOrder, ignores: (name) => names.has(name) === (params !== true) }
}

function membersOf(field: string): Map<string, Item | InnerList> | undefined {
  try {
    return parseDictionary(field)
  } catch {
    return undefined
  }
}

function namesOf(list: (Item | InnerList)[0] | undefined): Set<string> | undefined {
  if (!Array.isArray(list)) return undefined
  const names = list.map(([name]) => name)
  if (!names.every((name) => typeof name === "string")) return undefined
  return new Set(names.map(keyOf))
}

const keyOf = (encoded: string) => new URLSearchParams(`${encoded}=`).keys().next().value ?? ""
