/** The durations of a request's parts, for the `Server-Timing` header. */
export class ServerTiming {
  readonly #durations = new Map<string, number>()
  readonly #running = new Map<string, { count: number; since: number }>()

  /** Measures the time until `work` settles. If calls with the same name overlap, the overlapping time counts once. */
  async measure<T>(name: string, work: () => T | PromiseLike<T>): Promise<T> {
    this.#start(name)
    try {
      return await work()
    } finally {
      this.#stop(name)
    }
  }

  /**
   * Returns functions that call the given functions and measure their duration under their names. The returned
   * functions throw after the signal is aborted. Functions that are properties of a function, such as
   * `prefetch.optional`, are also wrapped.
   */
  wrap<T extends object>(functions: T, signal: AbortSignal): T {
    const entries = Object.entries(functions).map(([name, value]) => [
      name,
      typeof value === "function" ? this.#timed(name, value, signal) : value,
    ])
    return Object.fromEntries(entries) as T
  }

  #timed(name: string, run: AnyFunction, signal: AbortSignal): AnyFunction {
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
        // A proxy must return a frozen property unchanged.
        if (!own?.enumerable || !own.configurable || typeof member !== "function") return member
        return this.#timed(`${name}.${String(key)}`, member as AnyFunction, signal)
      },
    })
  }

  /** The value of `Server-Timing`, such as `load;dur=12.3, prefetch;dur=8.1`. The durations are in milliseconds. */
  toString(): string {
    for (const name of [...this.#running.keys()]) this.#stop(name, true)
    return Array.from(
      this.#durations,
      ([name, duration]) => `${token(name)};dur=${duration.toFixed(1)}`,
    ).join(", ")
  }

  #start(name: string) {
    const running = this.#running.get(name)
    if (running) running.count += 1
    else this.#running.set(name, { count: 1, since: performance.now() })
  }

  #stop(name: string, all = false) {
    const running = this.#running.get(name)
    if (!running) return
    running.count -= 1
    if (running.count > 0 && !all) return
    this.#running.delete(name)
    this.#durations.set(name, (this.#durations.get(name) ?? 0) + performance.now() - running.since)
  }
}

/** Returns the name with each character replaced that is invalid in the header (a token, RFC 9110 §5.6.2). */
const token = (name: string) => name.replace(/[^\w!#$%&'*+.^`|~-]/g, "_") || "_"

type AnyFunction = (...args: unknown[]) => unknown

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function"
