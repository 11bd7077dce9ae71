import { setTimeout as wait } from "node:timers/promises"
import fetch from "node-fetch"
import type { Resource } from "../../fixture-site/src/walk/walk-resources"

export type ServerState = { versions: Partial<Record<Resource, number>>; likesByVersion: number[] }

export const versionIn = ({ versions }: ServerState, resource: Resource) => versions[resource] ?? 1

/** Another visitor of the site, who also sees what the server has. */
export class OtherVisitor {
  readonly #url: string
  /** The times of the changes of each resource: `[milliseconds since 1970, version]`. */
  readonly #changes = new Map<Resource, [number, number][]>()

  constructor(url: string) {
    this.#url = `${url}/api/walk/change`
  }

  async read(): Promise<ServerState> {
    return (await (await fetch(this.#url)).json()) as ServerState
  }

  /**
   * Changes a resource. Changes a cached resource only when a second begins, because `Date` has whole seconds: it cannot
   * distinguish two versions that a cache keeps from the same second.
   */
  async change(resource: Resource, isCached: boolean): Promise<void> {
    if (isCached) await wait(1_000 - (Date.now() % 1_000) + 5)
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resource, likes: 10 }),
    })
    if (!response.ok) throw new Error(`The change of ${resource} ended in ${response.status}.`)
    const { version } = (await response.json()) as { version: number }
    this.#changes.set(resource, [...(this.#changes.get(resource) ?? []), [Date.now(), version]])
  }

  /** Returns the version that a resource had at a time, as far as this visitor knows. */
  versionAt(resource: Resource, time: number): number {
    return this.#changes.get(resource)?.findLast(([changedAt]) => changedAt <= time)?.[1] ?? 1
  }
}
