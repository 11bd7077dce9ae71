import { LRUCache } from "lru-cache"
import { type CachedResponse, headerOf, type KeyedRequest } from "./cached-response"
import { queryRule } from "./no-vary-search"
import { fieldOf } from "./response-head"

export type Lookup = {
  /**
   * The key under which the response will probably be stored. The `Vary` and `No-Vary-Search` of the response can
   * change the key. Requests with equal keys share one response.
   */
  key: string
  cached?: CachedResponse
  /**
   * Why the store has no response for the request (RFC 9211). `uri-miss`: it has no response for this URL. `vary-miss`:
   * it has only responses for other request headers.
   */
  reason: "uri-miss" | "vary-miss"
}

type Address = {
  /**
   * A number that is part of the key. To invalidate all stored responses of the address, the store changes this number.
   */
  generation: number
  rules: readonly string[]
}

const maxRemembered = 4

const tableShare = 1 / 16
const tableEntryBytes = 200

/**
 * The stored responses of a process. The store finds a response by the request's address, its query (as
 * `No-Vary-Search` compares queries) and the headers in `Vary`.
 */
export class ResponseStore {
  readonly #responses: LRUCache<string, CachedResponse>
  readonly #addresses: LRUCache<string, Address>
  readonly #varyLists: LRUCache<string, readonly (readonly string[])[]>
  readonly #rules = new LRUCache<string, ReturnType<typeof queryRule>>({ max: 500 })
  #generation = 0

  /**
   * @param maxBytes the maximum size of all bodies, headers and keys. The least recently used responses are removed
   * first.
   */
  constructor(maxBytes: number) {
    this.#responses = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 4)),
      sizeCalculation: sizeOf,
    })
    // Clients choose the length of URLs, so a maximum number of entries would not limit the memory.
    const table = <Value extends object>() =>
      new LRUCache<string, Value>({
        maxSize: Math.max(1, Math.floor(maxBytes * tableShare)),
        sizeCalculation: (_value, key) => tableEntryBytes + 2 * key.length,
      })
    this.#addresses = table()
    this.#varyLists = table()
  }

  get bytes(): number {
    return this.#responses.calculatedSize
  }

  get count(): number {
    return this.#responses.size
  }

  find(request: KeyedRequest): Lookup {
    const { address, search } = partsOf(request)
    const known = this.#addresses.get(address)
    if (!known) return { key: `${address}?${search}`, reason: "uri-miss" }
    let key: string | undefined
    let newest: CachedResponse | undefined
    let reason: Lookup["reason"] = "uri-miss"
    for (const rule of known.rules) {
      const base = this.#baseOf(address, known, rule, search)
      const lists = this.#varyLists.get(base)
      key ??= base
      for (const names of lists ?? []) {
        const variant = variantOf(base, names, request)
        if (key === base) key = variant
        const cached = this.#responses.get(variant)
        // If several responses match, the newest one is used (RFC 9111 §4.1).
        if (cached && (!newest || cached.policy.date() > newest.policy.date())) newest = cached
        else if (!cached) reason = "vary-miss"
      }
    }
    return { key: key ?? `${address}?${search}`, ...(newest ? { cached: newest } : {}), reason }
  }

  /** @returns whether the response is stored. A response larger than a quarter of `maxBytes` is not stored */
  store(request: KeyedRequest, cached: CachedResponse): boolean {
    const { address, search } = partsOf(request)
    const rule = fieldOf(cached.headers, "no-vary-search") ?? ""
    const known = this.#addresses.get(address) ?? { generation: ++this.#generation, rules: [] }
    if (known.rules[0] !== rule)
      this.#addresses.set(address, { ...known, rules: newestFirst(known.rules, rule) })
    const base = this.#baseOf(address, known, rule, search)
    const names = Object.keys(cached.vary)
    const lists = this.#varyLists.get(base) ?? []
    const position = lists.findIndex((list) => list.join() === names.join())
    if (position !== 0) {
      const others = lists.filter((_, index) => index !== position)
      this.#varyLists.set(base, [names, ...others].slice(0, maxRemembered))
    }
    const key = variantOf(base, names, request)
    this.#responses.set(key, cached)
    return this.#responses.peek(key) === cached
  }

  /** Removes all responses of this host and path (RFC 9111 §4.4). */
  invalidate(request: KeyedRequest): void {
    const { address } = partsOf(request)
    const known = this.#addresses.peek(address)
    if (known) this.#addresses.set(address, { ...known, generation: ++this.#generation })
  }

  #baseOf(address: string, { generation }: Address, rule: string, search: string): string {
    let normalize = this.#rules.get(rule)
    if (!normalize) {
      normalize = queryRule(rule === "" ? undefined : rule)
      this.#rules.set(rule, normalize)
    }
    return `${generation} ${address}?${search === "" ? "" : normalize(search)}`
  }
}

function partsOf({ origin, url, headers }: KeyedRequest): { address: string; search: string } {
  const mark = url.indexOf("?")
  const path = mark === -1 ? url : url.slice(0, mark)
  // The origin that a trusted proxy sends can have another host than the `Host` header. A route can read both hosts, so
  // both are part of the address.
  const address = `${origin} ${headers.host ?? ""} ${path}`
  return { address, search: mark === -1 ? "" : url.slice(mark + 1) }
}

const newestFirst = (list: readonly string[], item: string) =>
  [item, ...list.filter((other) => other !== item)].slice(0, maxRemembered)

function variantOf(base: string, names: readonly string[], { headers }: KeyedRequest): string {
  let key = base
  // Spaces around commas have no meaning (RFC 9111 §4.1).
  for (const name of names)
    key += `\n${name}:${
      headerOf(headers, name)
        ?.trim()
        .replace(/(?<!\s)\s*,\s*/g, ",") ?? "\0"
    }`
  return key
}

function sizeOf({ headers, body, encoded }: CachedResponse, key: string): number {
  let size = 1_000 + body.length + 2 * key.length
  for (const [name, value] of Object.entries(headers)) size += 2 * (name.length + String(value).length)
  for (const other of encoded.values()) size += other.length
  return size
}
