/**
 * Functions that read the state of a tab. Some functions run in Chromium's page, so they must not use other code of
 * this module.
 */
import type { PageName, Resource } from "../../fixture-site/src/walk/walk-resources"
import type { Address, ListName, User } from "./action"

/** The texts that a page showed after one change of the document. */
export type Shown = {
  page: PageName
  tab: string
  /** The JSON of a query's data, or “Loading” or “Failed”. */
  queries: Partial<Record<Resource, string>>
  /** Whether a mutation was pending. */
  isChanging: boolean
}

/** The texts that a tab showed, in order. `user` marks a change of the logged-in user, also to no user. */
export type ShownRecord = Shown | { user: User | "" }

export type CacheEntry = { status: string; data?: unknown; originalArgs?: unknown }

export type TabState = {
  /** A value that identifies the document. Each new document has another value. */
  documentId: string
  address: Address
  shown: Shown | undefined
  /** The entries of the slice's cache, by the name of the endpoint. */
  cache: Partial<Record<Resource, CacheEntry>>
  /** The visible text and the state of the store. */
  text: string
  canGoBack: boolean
  canGoForward: boolean
  /** The lists on the page that have a next page. */
  lists: readonly ListName[]
  user: User | undefined
}

declare global {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends Window
  interface Window {
    walkDocumentId: string
    walkRecords: ShownRecord[]
  }
}

/** Records everything that the page shows. Runs in each new document before its scripts. */
export function recordShown(): void {
  window.walkDocumentId = crypto.randomUUID()
  window.walkRecords = []
  let last = ""
  const record = () => {
    const main = document.querySelector("main")
    const elements = [...document.querySelectorAll<HTMLElement>("[data-query]")]
    const queries = Object.fromEntries(elements.map((each) => [each.dataset.query, each.textContent]))
    const text = JSON.stringify({ page: main?.dataset.page, tab: main?.dataset.tab, queries })
    if (text === last) return
    last = text
    type SliceState = { walk: { mutations: Record<string, { status: string } | undefined> } }
    const { mutations = {} } = (window.walk?.store.getState() as SliceState | undefined)?.walk ?? {}
    const isChanging = Object.values(mutations).some((mutation) => mutation?.status === "pending")
    window.walkRecords.push({ ...JSON.parse(text), isChanging })
  }
  document.addEventListener("DOMContentLoaded", () => {
    record()
    new MutationObserver(record).observe(document, { childList: true, subtree: true, characterData: true })
  })
}

/** Reads the tab, and takes the records since the last time. */
export function readTab(pathPrefix: string): { state: TabState; records: ShownRecord[] } {
  type Entry = { endpointName: string; status: string; data?: unknown; originalArgs?: unknown }
  const state = window.walk?.store.getState() as { walk: { queries: Record<string, Entry | undefined> } }
  const cache: Record<string, CacheEntry> = {}
  for (const entry of Object.values(state.walk.queries)) {
    if (!entry?.endpointName) continue
    const { endpointName, status, data, originalArgs } = entry
    cache[endpointName] = { status, data, originalArgs }
  }
  const main = document.querySelector("main")
  const elements = [...document.querySelectorAll<HTMLElement>("[data-query]")]
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-more]:enabled")]
  const shown = main && {
    page: main.dataset.page as PageName,
    tab: main.dataset.tab ?? "",
    queries: Object.fromEntries(elements.map((each) => [each.dataset.query, each.textContent ?? ""])),
    isChanging: false,
  }
  return {
    records: window.walkRecords.splice(0),
    state: {
      documentId: window.walkDocumentId,
      address: (location.pathname + location.search).slice(pathPrefix.length) as Address,
      shown: shown ?? undefined,
      cache,
      text: `${document.querySelector("#___gatsby")?.textContent}\n${JSON.stringify(state)}`,
      canGoBack: window.navigation.canGoBack,
      canGoForward: window.navigation.canGoForward,
      lists: buttons.map((button) => button.dataset.more as ListName),
      user: (/walk-user=(\w+)/.exec(document.cookie)?.[1] as User | undefined) ?? undefined,
    },
  }
}

/** Returns whether the slice has a pending query or mutation, after two paints. */
export async function isPendingAfterPaint(): Promise<boolean> {
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
  type Entries = Record<string, { status: string } | undefined>
  const state = window.walk?.store.getState() as
    | { walk: { queries: Entries; mutations: Entries } }
    | undefined
  if (!state) return true
  const { queries, mutations } = state.walk
  return [...Object.values(queries), ...Object.values(mutations)].some((entry) => entry?.status === "pending")
}

/** Logs a user in, or out if the name is empty: sets the cookie and empties the cache, as the README recommends. */
export function changeUser(user: User | ""): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous
  document.cookie = user === "" ? "walk-user=; path=/; max-age=0" : `walk-user=${user}; path=/`
  window.walkRecords.push({ user })
  const { dispatch, api } = window.walk as NonNullable<typeof window.walk>
  dispatch(api.util.resetApiState())
}

/** Clicks without moving the mouse, because hovering prefetches. */
export const clickElement = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click()
