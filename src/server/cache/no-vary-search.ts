/** Makes one text of all queries that a response says are the same. */
export type QueryRule = (search: string) => string

/**
 * Reads the field `No-Vary-Search` (draft-ietf-httpbis-no-vary-search): `key-order`, `params`,
 * `params=("a" "b")`, `params, except=("q")`. Without the field, or where it makes no sense, each query is another.
 */
export function queryRule(field: string | undefined): QueryRule {
  const parsed = field === undefined ? undefined : parse(field)
  if (!parsed) return (search) => search
  const { keyOrder, ignores } = parsed
  return (search) => {
    const kept = [...new URLSearchParams(search)].filter(([name]) => !ignores(name))
    // Stable: the values of one key keep their order.
    if (keyOrder) kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return new URLSearchParams(kept).toString()
  }
}

type Parsed = { keyOrder: boolean; ignores: (name: string) => boolean }

const member = /^\s*([a-z*][a-z0-9_.*-]*)\s*(?:=\s*(\([^)]*\)|\?[01]|"(?:[^"\\]|\\.)*"|[^,;\s]+))?\s*(?:,|$)/

function parse(field: string): Parsed | undefined {
  const members = new Map<string, string>()
  for (let rest = field; rest.trim() !== ""; ) {
    const found = member.exec(rest)
    if (!found) return undefined
    members.set(found[1] ?? "", found[2] ?? "?1")
    rest = rest.slice(found[0].length)
  }
  const keyOrder = members.get("key-order") ?? "?0"
  const params = members.get("params") ?? "?0"
  const except = members.get("except")
  if (!isBoolean(keyOrder)) return undefined
  if (isBoolean(params)) {
    const all = params === "?1"
    if (except === undefined) return { keyOrder: keyOrder === "?1", ignores: () => all }
    const names = list(except)
    if (!all || !names) return undefined
    return { keyOrder: keyOrder === "?1", ignores: (name) => !names.has(name) }
  }
  const names = list(params)
  if (!names || except !== undefined) return undefined
  return { keyOrder: keyOrder === "?1", ignores: (name) => names.has(name) }
}

const isBoolean = (text: string) => text === "?0" || text === "?1"

/** An inner list of strings, each decoded as a query's keys are. */
function list(text: string): Set<string> | undefined {
  const inner = /^\(\s*((?:"(?:[^"\\]|\\.)*"\s*)*)\)$/.exec(text)?.[1]
  if (inner === undefined) return undefined
  const strings = inner.match(/"(?:[^"\\]|\\.)*"/g) ?? []
  return new Set(strings.map((quoted) => keyOf(quoted.slice(1, -1).replace(/\\(.)/g, "$1"))))
}

const keyOf = (encoded: string) => new URLSearchParams(`${encoded}=`).keys().next().value ?? ""
