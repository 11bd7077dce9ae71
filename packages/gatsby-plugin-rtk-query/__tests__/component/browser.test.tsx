import { act, fireEvent, render } from "@testing-library/react"
import React from "react"
import { createGatsbyBrowser } from "../../src/browser"
import { api } from "../unit/fixture"
import { dehydratedBook } from "../unit/tab"

const builtAt = 1_000_000_000

let requests: string[]
let pages: Record<string, { json: object }>
let hovered: string[]

/** A tab never removes its listeners. This signal removes them after each test. */
let closed: AbortController
/** RTK Query adds listeners of these events once for all stores of a window, so the tests must not remove them. */
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
  hovered = []
  document.body.innerHTML = ""
  const loader = {
    loadPageSync: (path: string) => pages[path],
    loadPage: async (path: string) => {
      hovered.push(path)
      return pages[path]
    },
    hovering: () => {},
  }
  Object.assign(window, { ___loader: loader, ___emitter: { on: () => {} } })
  window.fetch = (async (url: string) => {
    requests.push(url)
    const json = async () => ({ id: "a", title: "fresh", next: "b" })
    return { status: 200, ok: true, headers: { get: () => null }, json }
  }) as never
})
afterEach(() => {
  closed.abort()
  window.history.replaceState(null, "", "/")
  jest.restoreAllMocks()
  jest.useRealTimers()
})

const pageWith = (title: string, time: number) => ({
  serverData: { dehydratedState: dehydratedBook(time, title) },
})

let draws: string[] = []

function Book({ options }: { options?: { refetchOnMountOrArgChange: number } }) {
  const { data, isLoading } = api.useBookQuery({ id: "a" }, options)
  draws.push(isLoading ? "loading" : `${data?.title}`)
  return null
}

const loadPage = (path: string) =>
  (window as unknown as { ___loader: { loadPage(path: string): Promise<unknown> } }).___loader.loadPage(path)

/** Opens a tab on a page, which Gatsby loads after `onClientEntry`. */
async function open(page: object = {}) {
  draws = []
  const tab = createGatsbyBrowser({ apis: [api] })
  tab.onClientEntry()
  pages[location.pathname] = { json: page }
  await loadPage(location.pathname)
  hovered = []
  const element = (child: React.ReactNode) => tab.wrapRootElement({ element: child })
  return { ...tab, element }
}

/** Waits until a response has arrived and Redux has notified its subscribers, which happens at the next frame. */
const settle = () => act(() => jest.advanceTimersByTimeAsync(50))

test.each([
  ["a component with 900 s", { refetchOnMountOrArgChange: 900 }, 899, 901],
  ["the slice with 300 s", undefined, 299, 301],
])("by %s, data are requested on mount if they are older, and not before", async (_, options, young, old) => {
  jest.setSystemTime(builtAt + young * 1000)
  const first = await open(pageWith("hydrated", builtAt))
  render(first.element(<Book options={options} />)).unmount()
  expect(requests).toEqual([])
  jest.setSystemTime(builtAt + old * 1000)
  const second = await open(pageWith("hydrated", builtAt))
  render(second.element(<Book options={options} />))
  await settle()
  expect(requests).toEqual(["/api/book?id=a"])
  expect(draws[0]).toBe("hydrated")
  expect(draws.at(-1)).toBe("fresh")
  expect(draws).not.toContain("loading")
})

test("Back to a page whose data the cache has removed renders it at once", async () => {
  const { element } = await open(pageWith("hydrated", builtAt))
  act(() => jest.advanceTimersByTime(900_000))
  pages[location.pathname] = { json: pageWith("hydrated", builtAt) }
  window.dispatchEvent(new PopStateEvent("popstate"))
  render(element(<Book />))
  await settle()
  expect(draws[0]).toBe("hydrated")
  expect(draws).not.toContain("loading")
  expect(draws.at(-1)).toBe("fresh")
})

const shownTitle = (store: Awaited<ReturnType<typeof open>>["store"]) =>
  api.endpoints.book.select({ id: "a" })(store.getState() as never).data?.title

describe("the store has the page's queries before the router renders it", () => {
  test("on a move through the history", async () => {
    const { store } = await open()
    let title: string | undefined
    window.addEventListener("popstate", () => {
      title = shownTitle(store)
    })
    pages[location.pathname] = { json: pageWith("linked", builtAt) }
    window.dispatchEvent(new PopStateEvent("popstate"))
    expect(title).toBe("linked")
  })

  test.each(["pushState", "replaceState"] as const)(
    "on %s to a page that the loader has kept",
    async (method) => {
      const { store } = await open(pageWith("hydrated", builtAt))
      pages["/other"] = { json: {} }
      window.history.pushState(null, "", "/other")
      act(() => jest.advanceTimersByTime(900_000))
      expect(shownTitle(store)).toBeUndefined()
      pages["/kept?q=1"] = { json: pageWith("kept", builtAt) }
      window.history[method](null, "", "/kept?q=1")
      expect(location.pathname + location.search).toBe("/kept?q=1")
      expect(shownTitle(store)).toBe("kept")
    },
  )
})

test("a page that Gatsby prefetches changes nothing until it is shown", async () => {
  const { element } = await open(pageWith("hydrated", builtAt))
  render(element(<Book />))
  const warned = jest.spyOn(console, "error").mockImplementation(() => {})
  pages["/?q=same"] = { json: pageWith("hydrated", builtAt) }
  pages["/?q=newer"] = { json: pageWith("newer", builtAt + 1) }
  await act(() => loadPage("/?q=newer"))
  act(() => window.history.pushState(null, "", "/?q=same"))
  expect(draws).toEqual(["hydrated"])
  act(() => window.history.replaceState(null, "", "/?q=newer"))
  await settle()
  expect(draws).toEqual(["hydrated", "newer"])
  expect(warned).not.toHaveBeenCalled()
})

test("a page that Gatsby loads after the address has changed is hydrated before Gatsby renders it", async () => {
  const { store } = await open()
  window.history.pushState(null, "", "/late")
  pages["/other"] = { json: pageWith("of another page", builtAt) }
  await loadPage("/other")
  expect(shownTitle(store)).toBeUndefined()
  pages["/late"] = { json: pageWith("late", builtAt) }
  const rendered = loadPage("/late").then(() => shownTitle(store))
  expect(await rendered).toBe("late")
})

test("a page that was requested before resetApiState shows nothing, even if it arrives later", async () => {
  const { store } = await open()
  pages["/me"] = { json: pageWith("of the former user", builtAt) }
  const arriving = loadPage("/me")
  store.dispatch(api.util.resetApiState())
  await arriving
  window.history.pushState(null, "", "/me")
  expect(shownTitle(store)).toBeUndefined()
})

const short = api.injectEndpoints({
  endpoints: (build) => ({
    short: build.query<string, void>({
      query: () => ({ read: "book", args: { id: "short" } }),
      keepUnusedDataFor: 0,
    }),
  }),
}).endpoints.short
const shownData: unknown[] = []
function Short() {
  shownData.push(short.useQuery().data)
  return null
}

describe("a query with keepUnusedDataFor: 0", () => {
  const page = () => ({
    serverData: {
      dehydratedState: {
        api: {
          queries: {
            "short(undefined)": { endpointName: "short", data: "carried", fulfilledTimeStamp: builtAt },
          },
        },
      },
    },
  })
  const data = (store: Awaited<ReturnType<typeof open>>["store"]) =>
    short.select()(store.getState() as never).data

  test("stays until React has mounted, and then follows its own setting", async () => {
    const { element, store } = await open(page())
    act(() => jest.advanceTimersByTime(5_000))
    shownData.length = 0
    const { unmount } = render(element(<Short />))
    expect(shownData[0]).toBe("carried")
    expect(requests).toEqual([])
    unmount()
    act(() => jest.advanceTimersByTime(1))
    expect(data(store)).toBeUndefined()
  })

  test("is removed when the next page is shown, if no component has used it", async () => {
    const { store } = await open(page())
    act(() => jest.advanceTimersByTime(5_000))
    expect(data(store)).toBe("carried")
    pages["/next"] = { json: {} }
    window.history.pushState(null, "", "/next")
    expect(data(store)).toBeUndefined()
  })
})

test("reconnecting requests the shown data once", async () => {
  const { element } = await open(pageWith("hydrated", builtAt))
  render(element(<Book />))
  fireEvent(window, new Event("online"))
  await settle()
  expect(requests).toEqual(["/api/book?id=a"])
})

test.each([
  ["develop loads the document", "development", 1],
  ["a build leaves it to Gatsby", "production", 0],
])("on a move through the history to an unknown page, %s", async (_, environment, loads) => {
  const { NODE_ENV } = process.env
  // jsdom cannot reload a page and prints an error instead. The test counts these errors.
  const logged = jest.spyOn(console, "error").mockImplementation(() => {})
  await open()
  pages = {}
  Object.assign(process.env, { NODE_ENV: environment })
  window.dispatchEvent(new PopStateEvent("popstate"))
  const reloads = () =>
    logged.mock.calls.filter(([error]) => /navigation/.test(String(error?.message ?? error)))
  expect(reloads()).toHaveLength(loads)
  pages[location.pathname] = { json: pageWith("linked", builtAt) }
  window.dispatchEvent(new PopStateEvent("popstate"))
  expect(reloads()).toHaveLength(loads)
  Object.assign(process.env, { NODE_ENV })
})

test("a focused or touched link prefetches its page, but not another site, an endpoint, a download or the page itself", async () => {
  await open()
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

test("tabbing through links prefetches only the page of the link that keeps the focus", async () => {
  await open()
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
])("in %s, Redux DevTools get %d store", (environment, stores) => {
  const { NODE_ENV } = process.env
  const compose = jest.fn(() => (enhancer: unknown) => enhancer)
  Object.assign(process.env, { NODE_ENV: environment })
  Object.assign(window, { __REDUX_DEVTOOLS_EXTENSION_COMPOSE__: compose })
  jest.isolateModules(() => {
    // Redux Toolkit looks for the DevTools extension when Redux Toolkit is loaded.
    const own = require("../../src/browser") as typeof import("../../src/browser")
    const fixture = require("../unit/fixture") as typeof import("../unit/fixture")
    own.createGatsbyBrowser({ apis: [fixture.api] })
  })
  Object.assign(process.env, { NODE_ENV })
  Object.assign(window, { __REDUX_DEVTOOLS_EXTENSION_COMPOSE__: undefined })
  expect(compose).toHaveBeenCalledTimes(stores)
})
