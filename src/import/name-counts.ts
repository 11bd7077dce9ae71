export type NamedVisits = {
  name: string
  visits: number
}

/**
 * Counts visits by name and keeps the most common names. A hostile file can have a new name in each line. So if the
 * number of names reaches twice the maximum, the rarest half is discarded.
 */
export class NameCounts {
  #visits = new Map<string, number>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  add(name: string, visits: number): void {
    this.#visits.set(name, (this.#visits.get(name) ?? 0) + visits)
    if (this.#visits.size >= 2 * this.#max) {
      this.#visits = new Map(this.most(this.#max).map(({ name, visits }) => [name, visits]))
    }
  }

  addAll(other: NameCounts, divisor: number): void {
    for (const [name, visits] of other.#visits) this.add(name, visits / divisor)
  }

  /** Returns at most `count` names, most common first. */
  most(count: number): NamedVisits[] {
    return Array.from(this.#visits, ([name, visits]) => ({ name, visits }))
      .sort((a, b) => b.visits - a.visits)
      .slice(0, count)
  }
}
