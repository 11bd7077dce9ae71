/**
 * Calls `create` once per name and process, and stores the value on `globalThis`. Module state is not enough: each page and
 * function is a separate bundle, and `gatsby serve` and `gatsby develop` load a function again on every request.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const values = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`reachline.${name}`)
  values[key] ??= create()
  return values[key]
}
