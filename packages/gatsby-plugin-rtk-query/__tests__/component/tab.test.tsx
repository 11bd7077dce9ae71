import { globalHistory } from "@gatsbyjs/reach-router"
import { act, fireEvent, render } from "@testing-library/react"
import * as React from "react"
import { fetchResource } from "../../../../src/query/fetch-resource"
import { prerendered } from "../../../../src/query/resource-api"
import type { DehydratedState } from "../../src/dehydrate"
import { createTab } from "../../src/gatsby-tab"
import { api, routes } from "../unit/fixture"

const builtAt = 1_000_000_000
const key = 'book({"id":"a"})'

let requests: string[]
let pages: Record<string, { json: object }>
let listeners: Record<string, (event: object) => void>
let hovered: string[]

/** A tab has no end of its own: its listeners are removed after each test. */
let closed: AbortController
/** RTK Query registers these once for all stores of a window, so they must stay. */
const ofAllTabs = ["focus", "visibilitychange", "online", "offline"]

beforeEach(() => {
  closed = new AbortController()
  for (const target of [window, document]) {
    const listen = target.addEventListener
    jest.spyOn(target, "addEventListener").mockImplementation(function (
      this: EventTarget,
      ...[type, listener, options]
    ) {
      const given = typeof options === "object" ? options : { capture: options }
      const signal = ofAllTabs.includes(type) ? undefined : closed.signal
      listen.call(this, type, listener as never, { ...given, ...(signal && { signal }) })
    })
  }
  jest.useFakeTimers({ now: builtAt, doNotFake: ["nextTick", "queueMicrotask"] })
  requests = []
  pages = {}
  listeners = {}
  hovered = []
  document.body.innerHTML = ""
  const loader = {
    loadPageSync: (path: string) => pages[path],
    hovering: (path: string) => hovered.push(path),
  }
  const emitter = { on: (event: string, listener: (event: object) => void) => (listeners[event] = listener) }
  Object.assign(window, { ___loader: loader, ___emitter: emitter, pageData: undefined })
  window.fetch = (async (url: string) => {
    requests.push(url)
    const json = async () => ({ id: "a", title: "fresh", next: "b" })
    return { status: 200, ok: true, headers: { get: () => null }, json }
  }) as never
})
afterEach(() => {
  closed.abort()
  jest.restoreAllMocks()
  jest.useRealTimers()
})

const carrying = (title: string, fulfilledTimeStamp: number): { serverData: { state: DehydratedState } } => {
  const query = { endpointName: "book", originalArgs: { id: "a" }, data: { id: "a", title, next: "b" } }
  return { serverData: { state: { queries: { [key]: { ...query, fulfilledTimeStamp } } } } }
}

let draws: string[] = []

function Book({ options }: { options?: { refetchOnMountOrArgChange: number } }) {
  const { data, isLoading } = api.useBookQuery({ id: "a" }, options)
  draws.push(isLoading ? "loading" : `${data?.title}`)
  return null
}

/** A tab that opens on a page whose `pageData.result` is this. */
function open(result?: object) {
  draws = []
  Object.assign(window, { pageData: result && { result } })
  const tab = createTab({
    api,
    ask: fetchResource({ routes, pathPrefix: "" }),
    isPage: (pathname) => !pathname.startsWith("/api/"),
  })
  tab.onClientEntry()
  const element = (page: React.ReactNode) => tab.wrapRootElement({ element: page })
  return { ...tab, element }
}

/** Long enough for an answer, and for Redux to tell of it at the next frame. */
const settle = () => act(() => jest.advanceTimersByTimeAsync(50))

test.each([
  ["static pages", prerendered, 899, 901],
  ["pages of a request", undefined, 299, 301],
])(
  "of %s, data is asked again on mount once it is too old, and not before",
  async (_, options, young, old) => {
    jest.setSystemTime(builtAt + young * 1000)
    const first = open(carrying("carried", builtAt))
    render(first.element(<Book options={options} />)).unmount()
    expect(requests).toEqual([])
    jest.setSystemTime(builtAt + old * 1000)
    const second = open(carrying("carried", builtAt))
    render(second.element(<Book options={options} />))
    await settle()
    expect(requests).toEqual(["/api/books/a"])
    expect(draws[0]).toBe("carried")
    expect(draws.at(-1)).toBe("fresh")
    expect(draws).not.toContain("loading")
  },
)

test("Back to a page whose data the cache has let go draws it at once", async () => {
  const { element } = open(carrying("carried", builtAt))
  act(() => jest.advanceTimersByTime(900_000))
  pages[location.pathname] = { json: carrying("carried", builtAt) }
  window.dispatchEvent(new PopStateEvent("popstate"))
  render(element(<Book />))
  await settle()
  expect(draws[0]).toBe("carried")
  expect(draws).not.toContain("loading")
  expect(draws.at(-1)).toBe("fresh")
})

test("the store has the page before the router hears of the move", () => {
  const { store } = open()
  let heard: unknown
  globalHistory.listen(() => {
    heard = api.endpoints.book.select({ id: "a" })(store.getState() as never).data
  })
  pages[location.pathname] = { json: carrying("linked", builtAt) }
  window.dispatchEvent(new PopStateEvent("popstate"))
  expect(heard).toEqual(expect.objectContaining({ title: "linked" }))
})

test("data that comes again unchanged draws nothing anew", async () => {
  const { element } = open(carrying("carried", builtAt))
  render(element(<Book />))
  const warned = jest.spyOn(console, "error").mockImplementation(() => {})
  act(() => listeners.onPostLoadPageResources?.({ page: { json: carrying("carried", builtAt) } }))
  expect(draws).toEqual(["carried"])
  act(() => listeners.onPostLoadPageResources?.({ page: { json: carrying("newer", builtAt + 1) } }))
  expect(draws).toEqual(["carried", "newer"])
  expect(warned).not.toHaveBeenCalled()
})

test("coming back online requests the shown data again, once", async () => {
  const { element } = open(carrying("carried", builtAt))
  render(element(<Book />))
  fireEvent(window, new Event("online"))
  await settle()
  expect(requests).toEqual(["/api/books/a"])
})

test.each([
  ["develop takes what its loader has not seen for not found, so the document is loaded", "development", 1],
  ["a build loads it itself", "production", 0],
])("where the history moves to such a page, %s", (_, environment, loads) => {
  const { NODE_ENV } = process.env
  // jsdom says so of a reload, which it cannot do.
  const said = jest.spyOn(console, "error").mockImplementation(() => {})
  open()
  Object.assign(process.env, { NODE_ENV: environment })
  window.dispatchEvent(new PopStateEvent("popstate"))
  const reloads = () =>
    said.mock.calls.filter(([error]) => /navigation/.test(String(error?.message ?? error)))
  expect(reloads()).toHaveLength(loads)
  pages[location.pathname] = { json: carrying("linked", builtAt) }
  window.dispatchEvent(new PopStateEvent("popstate"))
  expect(reloads()).toHaveLength(loads)
  Object.assign(process.env, { NODE_ENV })
})

test("a link that is focused or touched loads its page, one to elsewhere does not", () => {
  open()
  document.body.innerHTML = `
    <a href="/book?id=b"><span>b</span></a> <a href="/api/books/b">JSON</a>
    <a href="https://elsewhere.example/">elsewhere</a> <a href="/book?id=c" download>c</a>
    <a href="#content">skip</a> <a href="${location.pathname}">this page</a> <a href="?id=d">d</a>`
  const links = [...document.querySelectorAll("a")]
  for (const link of links) {
    fireEvent.focusIn(link)
    jest.advanceTimersByTime(100)
  }
  expect(hovered).toEqual(["/book?id=b", "/?id=d"])
  for (const link of links) fireEvent.touchStart(link.querySelector("span") ?? link)
  expect(hovered).toEqual(["/book?id=b", "/?id=d", "/book?id=b", "/?id=d"])
})

test("who tabs through a list loads the page of the link where the focus stays, and no other", () => {
  open()
  document.body.innerHTML = Array.from(
    { length: 30 },
    (_, index) => `<a href="/book?id=b${index}">${index}</a>`,
  ).join("")
  const links = [...document.querySelectorAll("a")]
  for (const link of links) {
    link.focus()
    jest.advanceTimersByTime(99)
  }
  expect(hovered).toEqual([])
  jest.advanceTimersByTime(1)
  expect(hovered).toEqual(["/book?id=b29"])
  links[3]?.focus()
  links[3]?.blur()
  jest.advanceTimersByTime(1_000)
  expect(hovered).toEqual(["/book?id=b29"])
})

test.each([
  ["development", 1],
  ["production", 0],
])("in %s, Redux DevTools are told of %d store", (environment, stores) => {
  const { NODE_ENV } = process.env
  const compose = jest.fn(() => (enhancer: unknown) => enhancer)
  Object.assign(process.env, { NODE_ENV: environment })
  Object.assign(window, { __REDUX_DEVTOOLS_EXTENSION_COMPOSE__: compose })
  jest.isolateModules(() => {
    const { createTabStore } = require("../../src/store") as typeof import("../../src/store")
    createTabStore({ api, ask: async () => ({ data: null }) })
  })
  Object.assign(process.env, { NODE_ENV })
  Object.assign(window, { __REDUX_DEVTOOLS_EXTENSION_COMPOSE__: undefined })
  expect(compose).toHaveBeenCalledTimes(stores)
})
