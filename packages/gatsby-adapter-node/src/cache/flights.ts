/** The requests that a route answers right now, so that others for the same wait for the answer instead of asking too. */
export class Flights {
  readonly #flights = new Map<string, Promise<void>>()
  readonly #patience: number

  /** @param patience milliseconds that anybody waits for a flight; then it counts as lost */
  constructor(patience: number) {
    this.#patience = patience
  }

  /** Settles when the flight of this key has ended; undefined where there is none. */
  get(key: string): Promise<void> | undefined {
    return this.#flights.get(key)
  }

  /** Starts a flight. The function that it returns ends it, whatever came of it; more than once does no harm. */
  start(key: string): () => void {
    let end: () => void = () => undefined
    const flight = new Promise<void>((resolve) => {
      const settle = () => {
        clearTimeout(timer)
        if (this.#flights.get(key) === flight) this.#flights.delete(key)
        resolve()
      }
      const timer = setTimeout(settle, this.#patience).unref()
      end = settle
    })
    this.#flights.set(key, flight)
    return end
  }
}
