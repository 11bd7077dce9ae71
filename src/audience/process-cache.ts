import type { LRUCache } from "lru-cache"
import { nodeRequire } from "../catalog/node-require"
import { oncePerProcess } from "../catalog/once"

/** For values of very different sizes: how much of them all is kept, and how much one is, from 1. */
interface Bound<Value> {
  maxSize: number
  sizeCalculation(value: Value): number
}

/**
 * A cache of this process by name. Queries such as `last 2 years` name other versions as time goes by, so
 * nothing is kept longer than an hour.
 */
export function processCache<Value extends object>(
  name: string,
  bound?: Bound<Value>,
): LRUCache<string, Value> {
  return oncePerProcess(name, () => {
    const { LRUCache } = nodeRequire<typeof import("lru-cache")>("lru-cache")
    return new LRUCache<string, Value>({ max: 500, ttl: 3_600_000, ...bound })
  })
}
