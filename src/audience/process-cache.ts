import type { LRUCache } from "lru-cache"
import { nodeRequire } from "#runtime/node-require"
import { processSingleton } from "#runtime/process-singleton"

type SizeLimit<Value> = {
  maxSize: number
  sizeCalculation(value: Value): number
}

/** A cache per process and name. Entries expire after an hour, because queries such as `last 2 years` change. */
export function processCache<Value extends object>(
  name: string,
  limit?: SizeLimit<Value>,
): LRUCache<string, Value> {
  return processSingleton(name, () => {
    const { LRUCache } = nodeRequire<typeof import("lru-cache")>("lru-cache")
    return new LRUCache<string, Value>({ max: 500, ttl: 3_600_000, ...limit })
  })
}
