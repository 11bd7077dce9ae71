/** Thrown if a page reads a request header too late: `Vary` is already determined and does not contain this header. */
export class UndeclaredHeaderError extends TypeError {
  override name = "UndeclaredHeaderError"
}

/**
 * The request's headers. This class records which headers the page reads, because `Vary` must contain them. Gatsby
 * renders the page after the response's headers are determined. During rendering, only recorded headers can be read. If
 * the response is private, every header can be read.
 */
export class TrackedHeaders extends Headers {
  /**
   * The names of the headers that were read. Each name is valid, because `Headers` throws first for an invalid name.
   */
  readonly #read = new Set<string>()
  #readAll = false
  #isSealed = false

  constructor(entries: Iterable<readonly [string, unknown]>) {
    super()
    for (const [name, value] of entries) {
      // Omits the pseudo headers of HTTP/2 (":path"), because `Headers` rejects them.
      if (name.startsWith(":") || value === undefined) continue
      for (const one of Array.isArray(value) ? value : [value]) super.append(name, String(one))
    }
  }

  override get(name: string): string | null {
    const value = super.get(name)
    this.#record(name)
    return value
  }

  override has(name: string): boolean {
    const found = super.has(name)
    this.#record(name)
    return found
  }

  override forEach(...args: Parameters<Headers["forEach"]>): void {
    this.#recordAll()
    super.forEach(...args)
  }

  override entries() {
    this.#recordAll()
    return super.entries()
  }

  override keys() {
    this.#recordAll()
    return super.keys()
  }

  override values() {
    this.#recordAll()
    return super.values()
  }

  override [Symbol.iterator]() {
    return this.entries()
  }

  override getSetCookie(): string[] {
    return []
  }

  /** Ends the recording, because the response's headers are determined. Reading any other header throws. */
  seal(isPrivate: boolean) {
    if (isPrivate) this.#readAll = true
    this.#isSealed = true
  }

  // These functions are fields and not methods, because Gatsby's Babel does not compile private methods.
  readonly #record = (name: string) => {
    if (this.#isSealed && !this.#readAll && !this.#read.has(name.toLowerCase())) throw undeclared(`"${name}"`)
    this.#read.add(name.toLowerCase())
  }

  readonly #recordAll = () => {
    if (this.#isSealed && !this.#readAll) throw undeclared("all headers")
    this.#readAll = true
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

const undeclared = (what: string) =>
  new UndeclaredHeaderError(
    `Rendering cannot read ${what}, because the response does not depend on it and may be shared. Read the header in load, or set cache: privateCache().`,
  )

const titleCase = (name: string) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
