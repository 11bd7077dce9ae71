import { LRUCache } from "lru-cache"
import { type CacheEntry, headerOf, type StoringRequest } from "./cache-entry"
import { queryRule } from "./no-vary-search"
import { fieldOf } from "./response-head"

export type Found = {
  /** Names what a new response to this request would be stored under, as far as is known before there is one. */
  key: string
  entry?: CacheEntry
  /** Nothing is stored for this address, or for other headers than the request's alone. */
  reason: "uri-miss" | "vary-miss"
}

/** What is known of an address (host and path) by its last responses. */
type Address = {
  /** A new one makes all that was stored before unreachable. */
  generation: number
  /** The last `No-Vary-Search` fields, the newest first. */
  rules: readonly string[]
}

const remembered = 4

/** The share of the bytes that addresses, and what their responses vary on, may take beside the responses. */
const bookkeeping = 1 / 16
/** What an entry of these tables takes beside its key, roughly. */
const perAddress = 200

/** The responses of a process: by address, by query as `No-Vary-Search` has it, and by what `Vary` names. */
export class EntryStore {
  readonly #entries: LRUCache<string, CacheEntry>
  readonly #addresses: LRUCache<string, Address>
  /** The last lists of header names that the responses to one query varied on, the newest first. */
  readonly #varyLists: LRUCache<string, readonly (readonly string[])[]>
  readonly #rules = new LRUCache<string, ReturnType<typeof queryRule>>({ max: 500 })
  #generation = 0

  /** @param maxBytes of bodies, headers and keys together; the least recently used go first */
  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 4)),
      sizeCalculation: sizeOf,
    })
    // Bounded in bytes too: whoever asks chooses how long an address is.
    const table = <Value extends object>() =>
      new LRUCache<string, Value>({
        maxSize: Math.max(1, Math.floor(maxBytes * bookkeeping)),
        sizeCalculation: (_value, key) => perAddress + 2 * key.length,
      })
    this.#addresses = table()
    this.#varyLists = table()
  }

  get bytes(): number {
    return this.#entries.calculatedSize
  }

  get count(): number {
    return this.#entries.size
  }

  find(request: StoringRequest): Found {
    const { address, search } = partsOf(request)
    const known = this.#addresses.get(address)
    if (!known) return { key: `${address}?${search}`, reason: "uri-miss" }
    let key: string | undefined
    let best: CacheEntry | undefined
    let reason: Found["reason"] = "uri-miss"
    for (const rule of known.rules) {
      const base = this.#baseOf(address, known, rule, search)
      const lists = this.#varyLists.get(base)
      key ??= base
      for (const names of lists ?? []) {
        const variant = variantOf(base, names, request)
        if (key === base) key = variant
        const entry = this.#entries.get(variant)
        // Of several that fit, the newest (RFC 9111, 4.1).
        if (entry && (!best || entry.policy.date() > best.policy.date())) best = entry
        else if (!entry) reason = "vary-miss"
      }
    }
    return { key: key ?? `${address}?${search}`, ...(best ? { entry: best } : {}), reason }
  }

  store(request: StoringRequest, entry: CacheEntry): void {
    const { address, search } = partsOf(request)
    const rule = fieldOf(entry.headers, "no-vary-search") ?? ""
    const known = this.#addresses.get(address) ?? { generation: ++this.#generation, rules: [] }
    if (known.rules[0] !== rule)
      this.#addresses.set(address, { ...known, rules: newestFirst(known.rules, rule) })
    const base = this.#baseOf(address, known, rule, search)
    const names = Object.keys(entry.vary)
    const lists = this.#varyLists.get(base) ?? []
    const place = lists.findIndex((list) => list.join() === names.join())
    if (place !== 0) {
      const others = lists.filter((_, index) => index !== place)
      this.#varyLists.set(base, [names, ...others].slice(0, remembered))
    }
    this.#entries.set(variantOf(base, names, request), entry)
  }

  /** Whatever is stored for the address of this URL is used no more (RFC 9111, 4.4). */
  invalidate(request: StoringRequest): void {
    const { address } = partsOf(request)
    const known = this.#addresses.peek(address)
    if (known) this.#addresses.set(address, { ...known, generation: ++this.#generation })
  }

  #baseOf(address: string, { generation }: Address, rule: string, search: string): string {
    let normalise = this.#rules.get(rule)
    if (!normalise) {
      normalise = queryRule(rule === "" ? undefined : rule)
      this.#rules.set(rule, normalise)
    }
    return `${generation} ${address}?${search === "" ? "" : normalise(search)}`
  }
}

function partsOf({ url, headers }: StoringRequest): { address: string; search: string } {
  const mark = url.indexOf("?")
  const path = mark === -1 ? url : url.slice(0, mark)
  return { address: `${headers.host ?? ""} ${path}`, search: mark === -1 ? "" : url.slice(mark + 1) }
}

const newestFirst = (list: readonly string[], item: string) =>
  [item, ...list.filter((other) => other !== item)].slice(0, remembered)

function variantOf(base: string, names: readonly string[], { headers }: StoringRequest): string {
  let key = base
  // Values are compared without the spaces around their commas, which mean nothing (RFC 9111, 4.1).
  for (const name of names)
    key += `\n${name}:${
      headerOf(headers, name)
        ?.trim()
        .replace(/(?<!\s)\s*,\s*/g, ",") ?? "\0"
    }`
  return key
}

/** Bytes in memory, roughly: what is stored, its key, and what the objects around them take. */
function sizeOf({ headers, body, encoded }: CacheEntry, key: string): number {
  let size = 1_000 + body.length + 2 * key.length
  for (const [name, value] of Object.entries(headers)) size += 2 * (name.length + String(value).length)
  for (const other of encoded.values()) size += other.length
  return size
}
