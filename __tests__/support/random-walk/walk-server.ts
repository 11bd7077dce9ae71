import { setTimeout as wait } from "node:timers/promises"
import fetch from "node-fetch"
import type { Resource } from "../../fixture-site/src/walk/walk-resources"
import { isCached, isList } from "./action"

export type ServerState = { versions: Partial<Record<Resource, number>>; likesByVersion: number[] }

export const versionIn = ({ versions }: ServerState, resource: Resource) => versions[resource] ?? 1

/** Another visitor of the site, who uses the API without a browser. */
export class OtherVisitor {
  readonly #url: string
  /** The times of the changes of each resource: `[milliseconds since 1970, version]`. */
  readonly #changes = new Map<Resource, [number, number][]>()

  constructor(url: string) {
    this.#url = `${url}/api/walk`
  }

  async read(): Promise<ServerState> {
    return (await (await fetch(`${this.#url}/change`)).json()) as ServerState
  }

  /** Changes a resource. If the endpoint of the resource is cached, the cache then has the old value. */
  async change(resource: Resource): Promise<void> {
    if (isCached(resource)) await this.#cacheOldValue(resource)
    const response = await fetch(`${this.#url}/change`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resource, likes: 10 }),
    })
    if (!response.ok) throw new Error(`The change of ${resource} ended in ${response.status}.`)
    const { version } = (await response.json()) as { version: number }
    this.#changes.set(resource, [...(this.#changes.get(resource) ?? []), [Date.now(), version]])
  }

  /**
   * Requests a cached resource, and waits until the next second begins. The `Date` header has a resolution of one
   * second, so two versions of the same second would have the same age.
   */
  async #cacheOldValue(resource: Resource): Promise<void> {
    const queries = isList(resource) ? ["?page=0", "?page=1", "?page=2"] : [""]
    for (const query of queries) await fetch(`${this.#url}/cached/${resource}${query}`)
    await wait(1_000 - (Date.now() % 1_000) + 5)
  }

  /** Returns the version that a resource had at a time, as far as this visitor knows. */
  versionAt(resource: Resource, time: number): number {
    return this.#changes.get(resource)?.findLast(([changedAt]) => changedAt <= time)?.[1] ?? 1
  }
}
