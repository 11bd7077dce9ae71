/** What is nested deeper is a mistake, and JSON.stringify would run out of stack a little further down. */
const deepest = 1_000

/**
 * Finds the first value that JSON cannot carry as it is.
 * @returns its path and what it is, as in "props.items[3].since is a Date"; undefined where all can travel
 */
export function unserializable(
  value: unknown,
  path = "props",
  parents: readonly object[] = [],
): string | undefined {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean")
    return undefined
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`
  if (typeof value !== "object") return `${path} is a ${typeof value}`
  if (parents.includes(value)) return `${path} is a cycle`
  if (parents.length === deepest) return `${path.slice(0, 60)}… is nested more than ${deepest} deep`
  const within = [...parents, value]
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found =
        item === undefined
          ? `${path}[${index}] is undefined`
          : unserializable(item, `${path}[${index}]`, within)
      if (found) return found
    }
    return undefined
  }
  if (!isPlain(value)) return `${path} is a ${typeName(value)}`
  for (const [key, item] of Object.entries(value)) {
    const found = unserializable(item, `${path}${propertyPath(key)}`, within)
    if (found) return found
  }
  return undefined
}

/** An object of its own fields: no array, Date, Map or other instance of a class. */
export function isPlain(value: object): boolean {
  // By the shape of the prototype chain, not by identity: a page's bundle and a test may run in realms of their own.
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** What a value is, for a message: "string", "Array", "Date". */
export function typeName(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value
  return value.constructor?.name || "class instance"
}

const propertyPath = (key: string) =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

/**
 * @throws TypeError that names the path of what JSON cannot carry as it is, in development and in tests; in production,
 * of what JSON.stringify refuses, which Gatsby would answer without any of the headers
 */
export function assertSerializable(value: unknown, root: string): void {
  if (process.env.NODE_ENV === "production") {
    if (mayBeRefused(value)) assertStringifies(value, root)
    return
  }
  const found = unserializable(value, root)
  if (found)
    throw new TypeError(`${found}, which does not survive the way to the browser. Return JSON values only.`)
}

function assertStringifies(value: unknown, root: string): void {
  try {
    JSON.stringify(value)
  } catch (error) {
    const found = unserializable(value, root) ?? root
    throw new TypeError(`${found}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/**
 * Whether there is a BigInt, a toJSON, a cycle or great depth. It looks at no text: 100 kB of a list's rows, texts among
 * their fields, take about 0.1 ms, two fifths of JSON.stringify; the more objects for the same bytes, the more of it.
 */
function mayBeRefused(value: unknown, depth = 0): boolean {
  if (typeof value === "bigint") return true
  if (typeof value !== "object" || value === null) return false
  if (depth === deepest || ("toJSON" in value && typeof value.toJSON === "function")) return true
  return Object.values(value).some((item) => mayBeRefused(item, depth + 1))
}
