/** Counts the requests of a tab, and delays or drops single requests. */
import { setTimeout as wait } from "node:timers/promises"
import type { BrowserContext, Page, Request, Route } from "playwright-core"
import type { Resource } from "../../fixture-site/src/walk/walk-resources"
import type { Address, Outcome } from "./action"

/** Page data that arrived in the tab. */
export type Arrival = {
  address: Address
  /** The JSON of the carried data, by the name of the endpoint. */
  carried: Partial<Record<Resource, unknown>>
}

const slowReadMs = 300

type PageData = {
  path: string
  result: { serverData?: { dehydratedState?: { walk?: { queries: Record<string, CarriedQuery> } } } }
}
type CarriedQuery = { endpointName: Resource; data: unknown }

export function carriedIn({ result }: PageData): Arrival["carried"] {
  const queries = result.serverData?.dehydratedState?.walk?.queries ?? {}
  return Object.fromEntries(Object.values(queries).map(({ endpointName, data }) => [endpointName, data]))
}

export class Network {
  readonly #prefix: string
  readonly #running = new Set<Request>()
  readonly #arriving: Promise<unknown>[] = []
  #onHeld: ((request: Request) => Promise<void>) | undefined
  #changeOutcome: Outcome = "ok"
  #areReadsSlow = false
  /** The addresses of requested page data since the last `take`. */
  #pageData: Address[] = []
  #api: Resource[] = []
  #arrivals: Arrival[] = []
  #busy = 0

  /** @param url the site's URL with its path prefix */
  constructor(url: string) {
    this.#prefix = new URL(url).pathname
  }

  async watch(context: BrowserContext, page: Page): Promise<void> {
    await context.route(/\/page-data\/walk\//, (route) => this.#routePageData(route))
    await context.route(/\/api\/walk\/(?:read|cached)\//, async (route) => {
      if (this.#areReadsSlow) await wait(slowReadMs)
      await route.continue()
    })
    await context.route(/\/api\/walk\/change$/, (route) => this.#routeChange(route))
    page.on("request", (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.endsWith("/updates")) return
      this.#running.add(request)
      const address = this.#pageDataAddress(request.url())
      if (address) this.#pageData.push(address)
      const read = /\/api\/walk\/(?:read|cached)\/(\w+)$/.exec(pathname)?.[1]
      if (read) this.#api.push(read as Resource)
    })
    const end = (request: Request) => this.#running.delete(request)
    page.on("requestfinished", end)
    page.on("requestfailed", end)
    page.on("response", (response) => {
      if (response.status() === 503) this.#busy++
      const address = this.#pageDataAddress(response.url())
      if (!address || response.status() !== 200) return
      const reading = response.json().then((json: PageData) => {
        this.#arrivals.push({ address, carried: carriedIn(json) })
      })
      // If the document is closed, the browser discards its responses, and reading fails.
      this.#arriving.push(reading.catch(() => undefined))
    })
  }

  /** Sets how the next mutations end. */
  set changeOutcome(outcome: Outcome) {
    this.#changeOutcome = outcome
  }

  /** Delays the next page data. `arrived` resolves when the server has sent them. */
  hold(): { arrived: Promise<void>; release(): void } {
    let request: Request | undefined
    let resume = () => {}
    const released = new Promise<void>((resolve) => {
      resume = resolve
    })
    const arrived = new Promise<void>((resolve) => {
      this.#onHeld = (held) => {
        request = held
        resolve()
        return released
      }
    })
    const release = () => {
      this.#onHeld = undefined
      if (request) this.#running.add(request)
      resume()
    }
    return { arrived, release }
  }

  /** Delays the API requests that start during `run`. */
  async withSlowReads(run: () => Promise<void>): Promise<void> {
    this.#areReadsSlow = true
    await run().finally(() => {
      this.#areReadsSlow = false
    })
  }

  get isIdle(): boolean {
    return this.#running.size === 0
  }

  /** The requests and the page data since the last call. `busy` counts responses with 503. */
  async take() {
    await Promise.all(this.#arriving.splice(0))
    const taken = { pageData: this.#pageData, api: this.#api, arrivals: this.#arrivals, busy: this.#busy }
    this.#pageData = []
    this.#api = []
    this.#arrivals = []
    this.#busy = 0
    return taken
  }

  /** Forgets the running requests of the previous document, because they never end. */
  forgetRunning(): void {
    this.#running.clear()
  }

  #pageDataAddress(url: string): Address | undefined {
    const { pathname, search } = new URL(url)
    const path = /^\/page-data(\/walk\/\w+)\/page-data\.json$/.exec(pathname.slice(this.#prefix.length))?.[1]
    return path === undefined ? undefined : ((path + search) as Address)
  }

  async #routePageData(route: Route): Promise<void> {
    const onHeld = this.#onHeld
    if (!onHeld) return route.continue()
    this.#onHeld = undefined
    this.#running.delete(route.request())
    const response = await route.fetch()
    await onHeld(route.request())
    await route.fulfill({ response })
  }

  async #routeChange(route: Route): Promise<void> {
    if (this.#changeOutcome === "lost after") await route.fetch()
    return this.#changeOutcome.startsWith("lost") ? route.abort() : route.continue()
  }
}
