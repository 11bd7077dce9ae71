/** Deeper nesting is a mistake, and JSON.stringify overflows the stack a little further down. */
const maxDepth = 1_000

/**
 * Finds the first value that the browser would not receive as it is: JSON changes it or cannot represent it. An object
 * property that is undefined is kept, because it reads as undefined in the browser too. So is -0, which becomes 0.
 * @returns the path and the type of the value, such as "data.items[3].since is a Date", or undefined
 */
export function jsonLoss(value: unknown, path: string, parents: readonly object[] = []): string | undefined {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`
  if (typeof value !== "object") return `${path} is a ${typeof value}`
  if (parents.includes(value)) return `${path} is a cycle`
  if (parents.length === maxDepth) return `${path.slice(0, 60)}… is nested more than ${maxDepth} deep`
  const within = [...parents, value]
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const itemPath = `${path}[${index}]`
      const found = item === undefined ? `${itemPath} is undefined` : jsonLoss(item, itemPath, within)
      if (found) return found
    }
    return
  }
  if (!isPlain(value)) return `${path} is a ${value.constructor?.name || "class instance"}`
  for (const [key, item] of Object.entries(value)) {
    const found = jsonLoss(item, `${path}${propertyPath(key)}`, within)
    if (found) return found
  }
}

/** Checks the length of the prototype chain, because a test can run in a realm with another `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const propertyPath = (key: string) =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
