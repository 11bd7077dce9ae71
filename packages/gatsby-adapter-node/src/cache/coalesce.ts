/** The cache keys for which a route is creating a response. Other requests with the same key wait for this response. */
export class InFlight {
  readonly #requests = new Map<string, Promise<void>>()
  readonly #timeoutMs: number

  /** @param timeoutMs the longest time that a request waits for the response to another request */
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
