/**
 * Computes which requests a navigation needs. Records the page data that Gatsby's loader keeps, and the events after
 * which these page data are outdated.
 */
import type { Resource } from "../../fixture-site/src/walk/walk-resources"
import { type Address, isCached, pageOf, queriesOf } from "./action"
import type { Arrival } from "./network"
import type { ShownData, ShownValue } from "./shown-data"
import type { TabState } from "./tab-state"

type Range = { min: number; max: number }

export class CarriedData {
  readonly #pages = new Map<
    Address,
    { arrivedAt: number; requestedAtMs: number; carried: Arrival["carried"] }
  >()
  /** The action that last brought data of each query, from any page or endpoint. */
  readonly #receivedAt = new Map<Resource, number>()
  /** The time of the last response of each endpoint. */
  readonly #respondedAtMs = new Map<Resource, number>()
  /** Counts actions. Page data that arrive during an event may be older or newer than the event. */
  #now = 0
  /** The time when the action started. */
  #startedAtMs = 0
  /** The last event that outdated all page data before it. */
  #outdatedAt = -1
  /** The number of the last action that may have outdated all page data before it. */
  #maybeOutdatedAt = -1

  nextAction(startedAtMs: number): void {
    this.#now++
    this.#startedAtMs = startedAtMs
  }

  arrive(arrivals: readonly Arrival[]): void {
    for (const { address, carried } of arrivals) {
      this.#pages.set(address, { arrivedAt: this.#now, requestedAtMs: this.#startedAtMs, carried })
      this.receive(Object.keys(carried) as Resource[])
    }
  }

  /** The tab has received data of these queries. */
  receive(queries: readonly Resource[]): void {
    for (const query of queries) this.#receivedAt.set(query, this.#now)
  }

  /** The API has sent responses for these queries. */
  respond(queries: readonly Resource[]): void {
    this.receive(queries)
    for (const query of queries) this.#respondedAtMs.set(query, Date.now())
  }

  /** A mutation, an invalidation or a reset has outdated everything that pages carried so far. */
  outdate(isCertain: boolean): void {
    if (isCertain) this.#outdatedAt = this.#now
    this.#maybeOutdatedAt = this.#now
  }

  has(address: Address): boolean {
    return this.#pages.has(address)
  }

  /**
   * Returns how many API requests a navigation within the document needs: one for each query that neither the cache nor
   * usable page data contain.
   */
  apiRequests(to: Address, before: TabState, shown: ShownData): Range {
    const needs = queriesOf(pageOf(to)).map((query) => this.#needOf(query, to, before, shown))
    return {
      min: needs.filter(({ min }) => min > 0).length,
      max: needs.filter(({ max }) => max > 0).length,
    }
  }

  #needOf(query: Resource, to: Address, before: TabState, shown: ShownData): Range {
    const entry = before.cache[query]
    const isShown = queriesOf(pageOf(before.address)).includes(query)
    const carried = this.#carriedNeed(query, to, shown)
    if (entry && entry.status !== "fulfilled") return { min: 0, max: 1 }
    if (entry) {
      // After a later page of the list, `forceRefetch` requests the first page again.
      if (query === "merged" && entry.originalArgs !== 0) return { min: 0, max: 1 }
      // RTK Query removes the data of queries with a short `keepUnusedDataFor` soon after the visitor leaves the last
      // page that shows them.
      if (query === "plain" && !isShown) return { min: 0, max: carried.max }
      if (query === "unkept" && !isShown) return carried
      return { min: 0, max: 0 }
    }
    return carried
  }

  #carriedNeed(query: Resource, to: Address, shown: ShownData): Range {
    const page = this.#pages.get(to)
    const value = page?.carried[query] as ShownValue | undefined
    if (!page || value === undefined) return { min: 1, max: 1 }
    const { arrivedAt, requestedAtMs } = page
    if (arrivedAt < this.#outdatedAt) return { min: 1, max: 1 }
    if (arrivedAt <= this.#maybeOutdatedAt) return { min: 0, max: 1 }
    // A shared cache may have stored the page before the event.
    if (isCached(query) && this.#maybeOutdatedAt >= 0) return { min: 0, max: 1 }
    if (value.version < shown.floorOf(query)) return { min: 1, max: 1 }
    // The tab compares the times of the data, not their versions. It requests older data again even if they have the
    // same version.
    if ((this.#receivedAt.get(query) ?? 0) > arrivedAt) return { min: 0, max: 1 }
    // A `Date` has whole seconds. A response from the second of the page may be newer than the page.
    if (requestedAtMs - (this.#respondedAtMs.get(query) ?? 0) < 1_000) return { min: 0, max: 1 }
    return { min: 0, max: 0 }
  }
}
