import type { LRUCache } from "lru-cache"
import { nodeRequire } from "../catalog/node-require"
import { oncePerProcess } from "../catalog/once"

/** Limits a cache by the total size of its values instead of only their number. Sizes start at 1. */
type SizeLimit<Value> = {
  maxSize: number
  sizeCalculation(value: Value): number
}

/**
 * Returns the process-wide cache with this name. Entries expire after an hour, because a query such as
 * `last 2 years` matches other versions over time.
 */
export function processCache<Value extends object>(
  name: string,
  limit?: SizeLimit<Value>,
): LRUCache<string, Value> {
  return oncePerProcess(name, () => {
    const { LRUCache } = nodeRequire<typeof import("lru-cache")>("lru-cache")
    return new LRUCache<string, Value>({ max: 500, ttl: 3_600_000, ...limit })
  })
}
