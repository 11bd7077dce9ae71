/**
 * The value that `create` returns the first time in this process, whichever bundle asks first.
 *
 * Pages and functions are bundles of their own, and `gatsby serve` and `gatsby develop` load a function's
 * bundle anew at each request: what is costly to make is kept on `globalThis`, out of every bundle.
 */
export function oncePerProcess<Value>(name: string, create: () => Value): Value {
  const values = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`reachline.${name}`)
  values[key] ??= create()
  return values[key]
}
