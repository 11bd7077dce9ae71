/**
 * The maximum nesting of data. Deeper nesting is a mistake, and JSON.stringify overflows the stack at a slightly deeper
 * level.
 */
const maxDepth = 1_000

/** The maximum length of a path in a message. A longer path is shortened. */
const maxLength = 200

/**
 * Finds the first value that the browser would not receive as it is: JSON changes it or cannot represent it. Two
 * changes do not count: JSON omits a property that is undefined, which the browser then reads as undefined too, and
 * JSON changes -0 to 0.
 * @param name the start of the path
 * @returns the path and the type of the value, such as "data.items[3].since is a Date". Undefined if JSON changes
 * nothing
 */
export function jsonLoss(value: unknown, name: string): string | undefined {
  const found = lossIn(value, [])
  if (found === undefined || found.length <= maxLength) return found && name + found
  return `${name}${found.slice(0, maxLength / 2)}…${found.slice(-maxLength / 2)}`
}

/**
 * Returns the path from `value` to the part that JSON would change. The path is built only if there is such a part,
 * because the server checks all data of each page.
 */
function lossIn(value: unknown, parents: object[]): string | undefined {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return
  if (typeof value === "number") return Number.isFinite(value) ? undefined : ` is ${value}`
  if (typeof value !== "object") return ` is a ${typeof value}`
  if (parents.includes(value)) return " is a cycle"
  if (parents.length === maxDepth) return ` is nested more than ${maxDepth} deep`
  const isList = Array.isArray(value)
  if (!isList && !isPlain(value)) return ` is a ${value.constructor?.name || "class instance"}`
  parents.push(value)
  if (isList) {
    for (const [index, item] of value.entries()) {
      const found = item === undefined ? " is undefined" : lossIn(item, parents)
      if (found) return `[${index}]${found}`
    }
  } else {
    for (const key of Object.keys(value)) {
      const found = lossIn((value as Record<string, unknown>)[key], parents)
      if (found) return propertyPath(key) + found
    }
  }
  parents.pop()
}

/**
 * Whether the value is an object literal. This checks the length of the prototype chain, because a test can run in a
 * realm with another `Object.prototype`.
 */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const propertyPath = (key: string) =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
