/**
 * Calls `create` once per name and process, and stores the value on `globalThis`. A variable of a module does not
 * suffice: each page and function is a separate bundle with its own modules, and `gatsby serve` and `gatsby develop`
 * load a function again on every request.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const values = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`reachline.${name}`)
  values[key] ??= create()
  return values[key]
}
