/**
 * Returns a value that all bundles of a process share. Without it, each bundle has its own copy of a module's values.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const key = Symbol.for(`gatsby-adapter-node.${name}`)
  const shared = globalThis as typeof globalThis & { [key: symbol]: Value | undefined }
  const existing = shared[key]
  if (existing !== undefined) return existing
  const value = create()
  shared[key] = value
  return value
}
