/**
 * Returns the value that `create` returned on the first call with this name in this process.
 *
 * Each page and function is a bundle with its own module state, and `gatsby serve` and `gatsby develop` load a function
 * again on every request. So expensive values are stored on `globalThis`.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const values = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`reachline.${name}`)
  values[key] ??= create()
  return values[key]
}
