/** Collects the durations of a request for the `Server-Timing` header. */
export class ServerTiming {
  readonly #durations = new Map<string, number>()
  readonly #running = new Map<string, { count: number; since: number }>()

  /** Counts the time until `work` has settled. Overlapping calls under one name count once. */
  async measure<T>(name: string, work: () => T | PromiseLike<T>): Promise<T> {
    this.start(name)
    try {
      return await work()
    } finally {
      this.stop(name)
    }
  }

  /**
   * The same functions, timed under their own names, and refused once the signal is aborted. So are the functions that
   * are a function's properties: `prefetch.optional`.
   */
  wrap<T extends object>(functions: T, signal: AbortSignal): T {
    const entries = Object.entries(functions).map(([name, value]) => [
      name,
      typeof value === "function" ? this.timed(name, value, signal) : value,
    ])
    return Object.fromEntries(entries) as T
  }

  private timed(name: string, run: AnyFunction, signal: AbortSignal): AnyFunction {
    return new Proxy(run, {
      apply: (target, self, args) => {
        signal.throwIfAborted()
        const result = Reflect.apply(target, self, args)
        if (isPromise(result)) void this.measure(name, () => result).catch(() => undefined)
        return result
      },
      get: (target, key) => {
        const own = Object.getOwnPropertyDescriptor(target, key)
        const member: unknown = Reflect.get(target, key)
        // A proxy has to hand out what is frozen as it is.
        if (!own?.enumerable || !own.configurable || typeof member !== "function") return member
        return this.timed(`${name}.${String(key)}`, member as AnyFunction, signal)
      },
    })
  }

  /** `load;dur=12.3, prefetch;dur=8.1`, in milliseconds. */
  toString(): string {
    for (const name of [...this.#running.keys()]) this.stop(name, true)
    return Array.from(
      this.#durations,
      ([name, duration]) => `${token(name)};dur=${duration.toFixed(1)}`,
    ).join(", ")
  }

  private start(name: string) {
    const running = this.#running.get(name)
    if (running) running.count += 1
    else this.#running.set(name, { count: 1, since: performance.now() })
  }

  private stop(name: string, all = false) {
    const running = this.#running.get(name)
    if (!running) return
    running.count -= 1
    if (running.count > 0 && !all) return
    this.#running.delete(name)
    this.#durations.set(name, (this.#durations.get(name) ?? 0) + performance.now() - running.since)
  }
}

/** What a header takes as a name (RFC 9110, 5.6.2). */
const token = (name: string) => name.replace(/[^\w!#$%&'*+.^`|~-]/g, "_") || "_"

type AnyFunction = (...args: unknown[]) => unknown

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function"
