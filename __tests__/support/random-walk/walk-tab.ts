/** A tab of Chromium that performs the actions of a walk. */
import { setTimeout as wait } from "node:timers/promises"
import type { Browser } from "playwright-core"
import type { Resource } from "../../fixture-site/src/walk/walk-resources"
import { hydrated, openPage, type WatchedPage } from "../browser/watched-page"
import { type Action, type Address, isCached, type Outcome, pageOf, queriesOf } from "./action"
import { type Arrival, carriedIn, Network } from "./network"
import {
  changeUser,
  clickElement,
  isPendingAfterPaint,
  readTab,
  recordShown,
  type ShownRecord,
  type TabState,
} from "./tab-state"
import { OtherVisitor, type ServerState, versionIn } from "./walk-server"

/** The observed effects of an action. */
export type Observation = {
  startedAt: number
  before: TabState
  after: TabState
  server: { before: ServerState; after: ServerState }
  records: readonly ShownRecord[]
  api: readonly Resource[]
  pageData: readonly Address[]
  arrivals: readonly Arrival[]
  complaints: readonly string[]
  /** The event for which the action waited in vain. */
  missing: string | undefined
  /** Whether the overloaded server refused a request (503). The observation then proves nothing. */
  isBusy: boolean
}

const patienceMs = 10_000
/** The visitor follows a Link before a mutation of this duration ends. */
const slowMutationMs = 400

class Missing extends Error {}

export class WalkTab {
  readonly other: OtherVisitor
  readonly #url: string
  readonly #watched: WatchedPage
  readonly #network: Network
  #state!: TabState
  #server!: ServerState

  static async open(browser: Browser, url: string, start: Address) {
    const tab = new WalkTab(url, await openPage(browser), new Network(url))
    const { page } = tab.#watched
    await page.addInitScript(recordShown)
    await tab.#network.watch(page.context(), page)
    await page.goto(url + start)
    await tab.#ready()
    const observation = await tab.#observe({ startedAt: Date.now(), missing: undefined })
    return { tab, observation }
  }

  private constructor(url: string, watched: WatchedPage, network: Network) {
    this.#url = url
    this.#watched = watched
    this.#network = network
    this.other = new OtherVisitor(url)
  }

  get state(): TabState {
    return this.#state
  }

  close() {
    return this.#watched.close()
  }

  async perform(action: Action): Promise<Observation> {
    const startedAt = Date.now()
    let missing: string | undefined
    try {
      await this.#run(action)
      await this.#settle()
    } catch (error) {
      if (!(error instanceof Missing)) throw error
      missing = error.message
    }
    return this.#observe({ startedAt, missing })
  }

  async #observe({ startedAt, missing }: Pick<Observation, "startedAt" | "missing">): Promise<Observation> {
    const { page, complaints } = this.#watched
    const server = await this.other.read()
    const { state, records } = await page.evaluate(readTab, new URL(this.#url).pathname)
    const { api, pageData, arrivals, busy } = await this.#network.take()
    const isNewDocument = state.documentId !== this.#state?.documentId
    if (isNewDocument) arrivals.unshift({ address: state.address, carried: await this.#carriedByDocument() })
    const before = this.#state ?? state
    const serverBefore = this.#server ?? server
    this.#state = state
    this.#server = server
    const unexpected = complaints.splice(0).filter((text) => !text.includes("net::ERR_FAILED"))
    return {
      startedAt,
      before,
      after: state,
      server: { before: serverBefore, after: server },
      records,
      api,
      pageData,
      arrivals,
      complaints: unexpected,
      missing,
      isBusy: busy > 0,
    }
  }

  async #carriedByDocument() {
    type GatsbyWindow = { pageData: Parameters<typeof carriedIn>[0] }
    return carriedIn(await this.#watched.page.evaluate(() => (window as unknown as GatsbyWindow).pageData))
  }

  async #run(action: Action): Promise<unknown> {
    const { page } = this.#watched
    switch (action.kind) {
      case "visit":
        return this.#visit(action.to)
      case "link":
        return this.#link(action.to)
      case "hover":
      case "focus":
        return this.#prefetch(action.kind, action.to)
      case "back":
      case "forward":
        return this.#traverse(action.kind)
      case "more":
        return page.evaluate(clickElement, `[data-more=${action.list}]:enabled`)
      case "more and link":
        return this.#network.withSlowReads(async () => {
          await page.evaluate(clickElement, `[data-more=${action.list}]:enabled`)
          await this.#link(action.to)
          await this.#settle()
        })
      case "hasty links":
        for (const to of [action.to, action.next]) await page.evaluate(clickElement, this.#linkTo(to))
        // Gatsby's loader requests app-data.json first, so the request for the page data may not have started yet.
        return wait(100)
      case "mutate":
        return this.#mutate(action.resource, action.outcome, 0)
      case "mutate and link": {
        const mutation = this.#mutate("counter", action.outcome, slowMutationMs)
        await wait(50)
        await this.#link(action.to)
        return mutation
      }
      case "invalidate":
        return page.evaluate((resource) => {
          const { dispatch, api } = window.walk as NonNullable<typeof window.walk>
          dispatch(api.util.invalidateTags([resource]))
        }, action.resource)
      case "other visitor":
        return this.other.change(action.resource)
      case "stream":
        return this.#stream()
      case "log in":
        return page.evaluate(changeUser, action.user)
      case "log out":
        return page.evaluate(changeUser, "" as const)
      case "slow hover":
        return this.#slowHover(action.to, action.until)
    }
  }

  async #visit(to: Address): Promise<void> {
    const response = await this.#watched.page.goto(this.#url + to)
    if (response?.status() === 503) await this.#watched.page.goto(this.#url + to)
    await this.#ready()
  }

  /** Waits until React has hydrated a new document. */
  async #ready(): Promise<void> {
    const { page } = this.#watched
    await hydrated(page)
    await page.waitForFunction(() => window.walk !== undefined)
    await this.#settle()
  }

  async #link(to: Address): Promise<void> {
    await this.#watched.page.evaluate(clickElement, this.#linkTo(to))
    await this.#arrive(to)
  }

  /** Returns the selector of the link to an address. */
  #linkTo(to: Address): string {
    return `a[href="${new URL(this.#url).pathname}${to}"]`
  }

  /** Waits until the page of an address is shown. */
  async #arrive(to: Address): Promise<void> {
    const expected = { page: pageOf(to), tab: to.endsWith("?tab=2") ? "2" : "1" }
    const isShown = ({ page, tab }: typeof expected) => {
      const main = document.querySelector("main")
      return main?.dataset.page === page && main.dataset.tab === tab
    }
    await this.#watched.page.waitForFunction(isShown, expected, { timeout: patienceMs }).catch(() => {
      throw new Missing(`${to} is not shown within ${patienceMs} ms`)
    })
  }

  async #traverse(kind: "back" | "forward"): Promise<void> {
    const { page } = this.#watched
    const { documentId } = this.#state
    this.#network.forgetRunning()
    await (kind === "back" ? page.goBack() : page.goForward())
    if ((await page.evaluate(() => window.walkDocumentId)) !== documentId) return this.#ready()
    const { pathname, search } = new URL(page.url())
    await this.#arrive((pathname + search).slice(new URL(this.#url).pathname.length) as Address)
  }

  async #prefetch(kind: "hover" | "focus", to: Address): Promise<void> {
    const { page } = this.#watched
    const link = page.locator(this.#linkTo(to))
    if (kind === "hover") await link.hover()
    else {
      await link.focus()
      await wait(150)
    }
    await this.#settle()
    if (kind === "hover") await page.mouse.move(0, 0)
    else await link.blur()
  }

  async #slowHover(to: Address, until: "mutate" | "log out"): Promise<void> {
    const { page } = this.#watched
    const { arrived, release } = this.#network.hold()
    try {
      const link = page.locator(this.#linkTo(to))
      await link.hover()
      await page.mouse.move(0, 0)
      // If Gatsby's loader already has the page, no request arrives.
      await Promise.race([arrived, wait(300)])
      if (until === "log out") await page.evaluate(changeUser, "" as const)
      else {
        const [resource = "plain"] = queriesOf(pageOf(to))
        await this.#mutate(isCached(resource) ? "plain" : resource, "ok", 0)
      }
      await this.#settle()
    } finally {
      release()
    }
  }

  async #mutate(resource: string, outcome: Outcome, delayMs: number): Promise<void> {
    this.#network.changeOutcome = outcome
    await this.#watched.page.evaluate(
      async ({ resource, fails, delayMs }) => {
        const { dispatch, api } = window.walk as NonNullable<typeof window.walk>
        await dispatch(
          api.endpoints.change.initiate({ resource: resource as "plain", fails, delayMs }) as never,
        )
      },
      { resource, fails: outcome === "fails", delayMs },
    )
    this.#network.changeOutcome = "ok"
  }

  /** Another visitor changes the streamed resource. If the page shows this resource, it must show the change. */
  async #stream(): Promise<void> {
    await this.other.change("live")
    if (!queriesOf(pageOf(this.#state.address)).includes("live")) return
    const version = versionIn(await this.other.read(), "live")
    const isShown = (expected: number) => {
      const text = document.querySelector("[data-query=live]")?.textContent
      return text?.startsWith("{") && JSON.parse(text).version >= expected
    }
    await this.#watched.page.waitForFunction(isShown, version, { timeout: 5_000 }).catch(() => {
      throw new Missing("a streamed update is not shown within 5 s")
    })
  }

  /** Waits until no request and no query is running, and React has painted. */
  async #settle(): Promise<void> {
    const end = Date.now() + patienceMs
    for (;;) {
      const isPending = await this.#watched.page.evaluate(isPendingAfterPaint)
      if (!isPending && this.#network.isIdle) return
      if (Date.now() > end) throw new Missing(`the page still loads after ${patienceMs} ms`)
      await wait(5)
    }
  }
}
