/** The rules of hydration. For each action of a tab, checks which data the page showed and which requests it sent. */
import { cachedForSeconds, type Resource, resources } from "../../fixture-site/src/walk/walk-resources"
import { type Action, type Address, isCached, isList, pageOf, queriesOf, type User } from "./action"
import { CarriedData } from "./carried-data"
import { parseShown, type Report, ShownData } from "./shown-data"
import type { Shown, ShownRecord, TabState } from "./tab-state"
import { type OtherVisitor, versionIn } from "./walk-server"
import type { Observation } from "./walk-tab"

export type Violation = { invariant: string; detail: string }

const users: readonly User[] = ["ann", "bob"]

export class Model {
  readonly #other: OtherVisitor
  #shown = new ShownData()
  #carried = new CarriedData()
  /** The second of the last change of each query's cache entry, by the clock of the machine. */
  readonly #changedAtSecond = new Map<Resource, number>()

  constructor(other: OtherVisitor) {
    this.#other = other
  }

  /** Checks an action, or the first visit if `action` is undefined. */
  check(action: Action | undefined, observation: Observation): Violation[] {
    const violations: Violation[] = []
    const report: Report = (invariant, detail) => {
      if (!violations.some((one) => one.invariant === invariant && one.detail === detail))
        violations.push({ invariant, detail })
    }
    const { before, after, complaints, missing } = observation
    const isNewDocument = action === undefined || before.documentId !== after.documentId
    if (isNewDocument) {
      this.#shown = new ShownData()
      this.#carried = new CarriedData()
      for (const resource of resources) this.#changedAtSecond.set(resource, toSeconds(Date.now()))
    }
    this.#carried.nextAction(observation.startedAt)
    for (const complaint of complaints) report("the console stays empty", complaint.slice(0, 300))
    if (missing) report("the page shows what it must", missing)
    if (isNewDocument) this.#checkVisit(observation, report)
    else this.#checkAction(action, observation, report)
    this.#checkRecords(observation, report)
    this.#checkPrivacy(observation, report)
    this.#checkSettled(action, observation, report)
    this.#remember(action, observation)
    return violations
  }

  /** A new document shows what the server has, and requests nothing. */
  #checkVisit({ records, after, api, pageData, server, startedAt }: Observation, report: Report): void {
    const first = records.find(isShown)
    for (const [name, text] of Object.entries(first?.queries ?? {})) {
      const resource = name as Resource
      const value = parseShown(text)
      const version = value?.rows?.[0]?.version ?? value?.version
      const newest = versionIn(server.after, resource)
      const oldest = isCached(resource)
        ? this.#other.versionAt(resource, startedAt - (cachedForSeconds + 1) * 1_000)
        : versionIn(server.before, resource)
      if (version === undefined || version < oldest || version > newest)
        report(
          "a visit shows the server's data",
          `${resource}: ${version}, the server has ${oldest} to ${newest}`,
        )
      if (isList(resource) && value?.rows?.length !== 5)
        report("a visit shows the server's data", `${resource}: ${value?.rows?.length} rows`)
    }
    for (const record of records.filter(isShown))
      if (first && withoutLive(record) !== withoutLive(first))
        report("hydration changes nothing", `${withoutLive(first)} became ${withoutLive(record)}`)
    if (api.length > 0) report("a visit makes no API request", `${after.address}: ${api}`)
    if (pageData.length > 0) report("a visit requests no page data", `${after.address}: ${pageData}`)
  }

  #checkAction(action: Action, observation: Observation, report: Report): void {
    const { before, after, records, api, pageData } = observation
    switch (action.kind) {
      case "hover":
      case "focus":
        this.#checkPrefetch(observation, action.to, report)
        break
      case "link":
      case "back":
      case "forward":
        this.#checkNavigation(observation, report)
        break
      case "more": {
        const rowsIn = (state: TabState) => parseShown(state.shown?.queries[action.list])?.rows?.length ?? 0
        if (rowsIn(after) !== rowsIn(before) + 5)
          report("“More” adds a page", `${action.list}: ${rowsIn(before)} rows became ${rowsIn(after)}`)
        break
      }
      case "more and link": {
        const [old, now] = [before, after].map(({ cache }) =>
          countRows(cache[action.list]?.data as CachedData),
        )
        if (now !== (old ?? 0) + 5) report("“More” adds a page", `${action.list}: ${old} rows became ${now}`)
        break
      }
      case "mutate": {
        if (action.outcome !== "fails" || action.resource !== "counter") break
        const [old, restored] = [before, after].map(({ cache }) => JSON.stringify(cache.counter?.data))
        if (old !== restored) report("a failed mutation leaves the old value", `${old} became ${restored}`)
        break
      }
      case "mutate and link":
        if (before.cache.counter?.status === "fulfilled")
          for (const record of records.filter(isShown)) {
            const counter = parseShown(record.queries.counter)
            if (record.isChanging && counter && !counter.isOptimistic)
              report("an optimistic value stays while its mutation is pending", JSON.stringify(counter))
          }
        break
      case "invalidate":
        checkInvalidated(action.resource, observation, report)
        break
      case "other visitor":
        checkUnchanged("no change without a cause", observation, report)
        if (api.length > 0 || pageData.length > 0) report("no request without a cause", `${api} ${pageData}`)
        break
    }
  }

  /** A prefetch changes neither the page nor the cache, and loads a page at most once. */
  #checkPrefetch(observation: Observation, to: Address, report: Report): void {
    const { before, after, api, pageData } = observation
    checkUnchanged("a prefetch changes nothing", observation, report)
    for (const resource of resources) {
      const [old, now] = [before, after].map(({ cache }) => JSON.stringify(cache[resource]))
      if (old !== now && now !== undefined && resource !== "live")
        report("a prefetch changes nothing", `the cache has ${resource}: ${old} became ${now}`)
    }
    if (api.length > 0) report("a prefetch makes no API request", `${to}: ${api}`)
    const expected = this.#carried.has(to) ? [] : [to]
    if (String(pageData) !== String(expected))
      report("a prefetch requests page data once", `${pageData} instead of ${expected}`)
  }

  #checkNavigation(observation: Observation, report: Report): void {
    const { before, after, records, api, pageData, arrivals } = observation
    const to = after.address
    const isKnown = this.#carried.has(to)
    if (String(pageData) !== (isKnown ? "" : to))
      report("a navigation requests page data once", `${to}: ${pageData || "no request"}`)
    this.#carried.arrive(arrivals)
    const { min, max } = this.#carried.apiRequests(to, before, this.#shown)
    if (api.length < min || api.length > max)
      report(
        "a navigation requests only what is missing",
        `${to}: ${api.length} (${api}), not ${min} to ${max}`,
      )
    const isLoading = ({ page, queries }: Shown) =>
      page === pageOf(to) && Object.values(queries).includes("Loading")
    if (max === 0 && records.filter(isShown).some(isLoading))
      report("a navigation with data shows no “Loading”", to)
    if (!isKnown) this.#checkFresh(observation, report)
  }

  /** Page data of a later second are newer than the cache, so the page shows them. */
  #checkFresh({ after, startedAt, server }: Observation, report: Report): void {
    for (const resource of queriesOf(pageOf(after.address))) {
      if (!["plain", "unkept", "me", "counter"].includes(resource)) continue
      if (toSeconds(startedAt) <= (this.#changedAtSecond.get(resource) ?? 0)) continue
      const version = parseShown(after.shown?.queries[resource])?.version ?? 0
      const expected = versionIn(server.before, resource)
      if (version < expected)
        report("a Link shows newer page data", `${resource}: ${version}, the server had ${expected}`)
    }
  }

  #checkRecords({ records, server, before, after }: Observation, report: Report): void {
    const isNewDocument = before.documentId !== after.documentId
    let user = isNewDocument ? after.user : before.user
    for (const record of records) {
      if (isShown(record)) {
        this.#shown.check(record, server.after, user, report)
        if (user !== after.user) continue
        for (const name of otherUsers(user))
          if (JSON.stringify(record).includes(`Secret of ${name}`)) report("only the user's own data", name)
      } else {
        user = record.user || undefined
        for (const resource of resources) this.#shown.forget(resource)
      }
    }
  }

  #checkPrivacy({ after }: Observation, report: Report): void {
    for (const name of otherUsers(after.user))
      if (after.text.includes(`Secret of ${name}`))
        report(
          "only the user's own data",
          `the page or the store contains data of ${name} on ${after.address}`,
        )
  }

  /** Checks the rules that apply after an action, when no request is running. */
  #checkSettled(action: Action | undefined, { before, after, server }: Observation, report: Report): void {
    if (action && before.documentId === after.documentId)
      for (const resource of outdatedResources(action)) {
        const isOnPage = after.shown?.queries[resource] !== undefined
        if (!after.cache[resource]) this.#shown.forget(resource)
        // A list on the page that merges several responses requests one response again, and keeps the rows of the
        // others.
        if (isCached(resource) || (resource === "merged" && isOnPage)) continue
        this.#shown.raise(resource, versionIn(server.after, resource))
      }
    if (!after.shown) report("the page shows what it must", `${after.address} is empty`)
    for (const [name, text] of Object.entries(after.shown?.queries ?? {})) {
      if (text === "Loading") report("the page shows what it must", `${name} is still loading`)
      if (parseShown(text)?.isOptimistic) report("no optimistic value stays", text)
    }
    if (after.shown) this.#shown.check(after.shown, server.after, after.user, report)
    this.#checkCache(action, before, after, report)
  }

  /** An entry of the tab's cache must not get an older version or lose rows, also while no page shows the entry. */
  #checkCache(action: Action | undefined, before: TabState, after: TabState, report: Report): void {
    if (before.documentId !== after.documentId || (action && isReset(action))) return
    for (const resource of resources) {
      const [old, now] = [before, after].map(({ cache }) => cache[resource]?.data as CachedData | undefined)
      if (!old || !now) continue
      const [oldCount, count] = [countRows(old), countRows(now)]
      if (count < oldCount)
        report("lists lose no rows", `the cache has ${count} of ${oldCount} rows of ${resource}`)
      if ((now.version ?? 0) < (old.version ?? 0))
        report(
          "no value older than one shown or saved before",
          `the cache has ${resource}: ${now.version}, after ${old.version}`,
        )
    }
  }

  #remember(action: Action | undefined, { before, after, arrivals, api }: Observation): void {
    this.#carried.arrive(arrivals)
    this.#carried.respond(api)
    if (action && outdates(action)) this.#carried.outdate(isCertain(action))
    for (const resource of resources)
      if (JSON.stringify(before.cache[resource]) !== JSON.stringify(after.cache[resource]))
        this.#changedAtSecond.set(resource, toSeconds(Date.now()))
  }
}

const toSeconds = (milliseconds: number) => Math.floor(milliseconds / 1_000)

type CachedData = { version?: number; rows?: unknown[]; pages?: { rows: unknown[] }[] }

const countRows = ({ rows, pages = [] }: CachedData) =>
  rows?.length ?? pages.reduce((sum, page) => sum + page.rows.length, 0)

const isShown = (record: ShownRecord): record is Shown => "queries" in record

const otherUsers = (user: User | undefined) => users.filter((one) => one !== user)

function withoutLive({ page, tab, queries }: Shown): string {
  const { live: _, ...others } = queries
  return JSON.stringify({ page, tab, ...others })
}

/** Only the streamed query may change by itself. */
function checkUnchanged(invariant: string, { before, records }: Observation, report: Report): void {
  if (before.shown === undefined) return
  const old = withoutLive(before.shown)
  for (const now of records.filter(isShown).map(withoutLive))
    if (now !== old) report(invariant, `${old} became ${now}`)
}

const isReset = ({ kind, ...action }: Action) =>
  kind === "log in" || kind === "log out" || ("until" in action && action.until === "log out")

/** Whether an action outdates all page data that arrived before. */
const outdates = (action: Action) =>
  isReset(action) || ["mutate", "mutate and link", "invalidate", "slow hover"].includes(action.kind)

/** The server has changed nothing if a mutation fails, so the page data may still be used. */
const isCertain = (action: Action) => !("outcome" in action && action.outcome === "fails")

/** The resources whose queries an action requests again, or removes from the cache. */
function outdatedResources(action: Action): readonly Resource[] {
  if (isReset(action)) return resources
  switch (action.kind) {
    case "mutate":
      return action.outcome === "fails" ? [] : [action.resource]
    case "mutate and link":
      return action.outcome === "fails" ? [] : ["counter"]
    case "invalidate":
      return [action.resource]
    case "slow hover": {
      const [resource = "plain"] = queriesOf(pageOf(action.to))
      return [isCached(resource) ? "plain" : resource]
    }
    default:
      return []
  }
}

/** A query on the page is requested again if its tag is invalidated. */
function checkInvalidated(resource: Resource, { after, server, before }: Observation, report: Report): void {
  const text = after.shown?.queries[resource]
  if (text === undefined || isCached(resource) || before.address !== after.address) return
  const value = parseShown(text)
  const version = value?.rows ? Math.max(...value.rows.map((row) => row.version)) : value?.version
  if (version !== versionIn(server.after, resource))
    report("an invalidated query is requested again", `${resource}: ${version}`)
}
