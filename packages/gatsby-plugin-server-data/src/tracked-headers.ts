/** The request's headers. The class records which headers are read, because the response varies by these headers. */
export class TrackedHeaders extends Headers {
  /** Contains valid header names only, because `Headers` throws for an invalid name before the name is added. */
  readonly #read = new Set<string>()
  #readAll = false

  constructor(entries: Iterable<readonly [string, unknown]>) {
    super()
    for (const [name, value] of entries) {
      // HTTP/2 has pseudo headers (":path"), which Headers rejects.
      if (name.startsWith(":") || value === undefined) continue
      for (const one of Array.isArray(value) ? value : [value]) super.append(name, String(one))
    }
  }

  override get(name: string): string | null {
    const value = super.get(name)
    this.#read.add(name.toLowerCase())
    return value
  }

  override has(name: string): boolean {
    const found = super.has(name)
    this.#read.add(name.toLowerCase())
    return found
  }

  override forEach(...args: Parameters<Headers["forEach"]>): void {
    this.#readAll = true
    super.forEach(...args)
  }

  override entries() {
    this.#readAll = true
    return super.entries()
  }

  override keys() {
    this.#readAll = true
    return super.keys()
  }

  override values() {
    this.#readAll = true
    return super.values()
  }

  override [Symbol.iterator]() {
    return this.entries()
  }

  override getSetCookie(): string[] {
    return []
  }

  /** The value of `Vary` for the headers that have been read. Undefined if no header has been read. */
  get vary(): string | undefined {
    if (this.#readAll) return "*"
    return this.#read.size ? [...this.#read].sort().map(titleCase).join(", ") : undefined
  }

  /** Whether the response depends on the visitor. No shared cache may keep such a response. */
  get isPersonal(): boolean {
    return this.#readAll || this.#read.has("cookie") || this.#read.has("authorization")
  }
}

const titleCase = (name: string) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
