/** The keys for which a route is producing a response. Requests for the same key wait instead of calling the route. */
export class InFlight {
  readonly #requests = new Map<string, Promise<void>>()
  readonly #timeoutMs: number

  /** @param timeoutMs after this time, waiting requests stop waiting */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  get(key: string): Promise<void> | undefined {
    return this.#requests.get(key)
  }

  start(key: string): () => void {
    let end: () => void = () => undefined
    const request = new Promise<void>((resolve) => {
      end = () => {
        clearTimeout(timer)
        if (this.#requests.get(key) === request) this.#requests.delete(key)
        resolve()
      }
      const timer = setTimeout(() => end(), this.#timeoutMs).unref()
    })
    this.#requests.set(key, request)
    return end
  }
}
