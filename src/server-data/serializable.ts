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
  if (!isPlain(value)) return `${path} is a ${value.constructor?.name || "class instance"}`
  for (const [key, item] of Object.entries(value)) {
    const found = unserializable(item, `${path}${propertyPath(key)}`, within)
    if (found) return found
  }
  return undefined
}

// By the shape of the prototype chain, not by identity: a page's bundle and a test may run in realms of their own.
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const propertyPath = (key: string) =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

/** @throws TypeError that names the path, in development and in tests; production does not pay for the walk */
export function assertSerializable(value: unknown, root: string): void {
  if (process.env.NODE_ENV === "production") return
  const found = unserializable(value, root)
  if (found)
    throw new TypeError(`${found}, which does not survive the way to the browser. Return JSON values only.`)
}
