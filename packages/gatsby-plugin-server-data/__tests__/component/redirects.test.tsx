import { act, render, screen } from "@testing-library/react"
import { navigate } from "gatsby"
import React from "react"
import { acceptEncodedPaths, installRedirects } from "../../src/gatsby-browser"
import { type GatsbyRuntime, gatsbyRuntime, type PageResources } from "../../src/gatsby-runtime"
import { loadDocument } from "../../src/load-document"
import { FollowRedirect } from "../../src/redirects"

// jsdom can navigate only to a fragment, so loadDocument is a mock.
jest.mock("../../src/load-document", () => ({ loadDocument: jest.fn() }))
jest.mock("gatsby", () => ({ navigate: jest.fn(), withPrefix: (path: string) => path }))

/** The redirect target of each page. A page without a target is shown. */
let redirects: Record<string, string>
let go: jest.Mock
/** The loaded pages. As in Gatsby's loader, there is one object for each path. */
let loaded: Map<string, PageResources>
const loadPage = jest.fn(async (path: string): Promise<PageResources> => {
  const to = redirects[path]
  const error =
    to === undefined
      ? undefined
      : ({ status: 302, code: "redirect", title: "Found", detail: "", location: to } as const)
  const page = loaded.get(path) ?? { page: { path }, json: { serverData: { error } } }
  loaded.set(path, page)
  return page
})
const errorAt = (path: string) => loaded.get(path)?.json?.serverData?.error

beforeEach(() => {
  jest.clearAllMocks()
  redirects = {}
  loaded = new Map()
  go = jest.fn()
  Object.assign(window, {
    ___navigate: go,
    ___emitter: { emit: jest.fn() },
    ___loader: { loadPage, loadPageSync: () => undefined, isPageNotFound: () => true },
  } satisfies GatsbyRuntime)
  installRedirects()
})

const click = async (to: string | number, options?: { replace?: boolean }) => {
  await act(async () => gatsbyRuntime().___navigate(to, options))
}

test("a page without a redirect is navigated to as Gatsby does", async () => {
  await click("/a?q=1#part", { replace: true })
  expect(go).toHaveBeenCalledWith("/a?q=1#part", { replace: true })
  await click(-1)
  expect(go).toHaveBeenLastCalledWith(-1, undefined)
})

test("redirects are followed to the end, with the visitor's fragment if the target has none", async () => {
  redirects = { "/a?q=1": "/b", "/b": "/c?x=1" }
  await click("/a?q=1#part")
  expect(go.mock.calls).toEqual([["/c?x=1#part", undefined]])
  loaded.clear()
  redirects = { "/a": "/b#own" }
  await click("/a#part")
  expect(go).toHaveBeenLastCalledWith("/b#own", undefined)
})

test("a slow target emits Gatsby's event of a delayed navigation", async () => {
  jest.useFakeTimers()
  let arrive: (page: PageResources) => void = () => {}
  loadPage.mockImplementationOnce(() => new Promise((done) => (arrive = done)))
  gatsbyRuntime().___navigate("/slow?q=1#part")
  jest.advanceTimersByTime(1_001)
  expect(gatsbyRuntime().___emitter.emit).toHaveBeenCalledWith("onDelayedLoadPageResources", {
    pathname: "/slow",
  })
  jest.useRealTimers()
  await act(async () => arrive({}))
  expect(go).toHaveBeenCalledWith("/slow?q=1#part", undefined)
})

describe("a redirect that is rendered", () => {
  const draw = (to: string, path: string) => {
    window.history.replaceState({}, "", path)
    const error = { status: 302, code: "redirect", title: "Found", detail: "", location: to } as const
    return render(<FollowRedirect error={error} location={to} show={({ title }) => <h1>{title}</h1>} />)
  }

  test("shows nothing and replaces the history entry", () => {
    const { container } = draw("/b", "/a#part")
    expect(container.textContent).toBe("")
    expect(navigate).toHaveBeenCalledWith("/b#part", { replace: true })
  })

  test.each(["//evil.example/", "/\\evil.example", "javascript:alert(1)"])(
    "to %s is not followed but explained",
    (to) => {
      draw(to, "/a")
      expect(navigate).not.toHaveBeenCalled()
      expect(screen.getByText("Redirect Not Followed")).toBeTruthy()
    },
  )
})

describe("after five redirects", () => {
  const circle = { "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6", "/6": "/7" }

  test("the last page shows the error, also in its title", async () => {
    redirects = circle
    go.mockImplementation((to) => expect(errorAt(to)).toMatchObject({ title: "Too Many Redirects" }))
    await click("/1")
    expect(loadPage).toHaveBeenCalledTimes(6)
    expect(go.mock.calls).toEqual([["/6", undefined]])
    expect(errorAt("/6")).not.toHaveProperty("location")
  })

  test("a Link to that page is followed as usual", async () => {
    redirects = circle
    await click("/1")
    await click("/6")
    expect(go).toHaveBeenLastCalledWith("/7", undefined)
    await click("/1")
    expect(go).toHaveBeenLastCalledWith("/6", undefined)
  })
})

describe("a pending navigation is given up", () => {
  const begin = () => {
    let arrive: (page: PageResources) => void = () => {}
    loadPage.mockImplementationOnce(() => new Promise((done) => (arrive = done)))
    gatsbyRuntime().___navigate("/slow")
    return () => act(async () => arrive({}))
  }

  test("by a step in the history", async () => {
    const arrive = begin()
    window.dispatchEvent(new PopStateEvent("popstate"))
    await arrive()
    expect(go).not.toHaveBeenCalled()
  })

  test.each([-1, "https://other.example/", "/fast"])("by navigating to %p", async (to) => {
    const arrive = begin()
    gatsbyRuntime().___navigate(to)
    await arrive()
    expect(go.mock.calls).toEqual([[to, undefined]])
  })

  test("but not by the step whose page redirects", async () => {
    const draw = () => gatsbyRuntime().___navigate("/b")
    // The router adds its listener before the plugin.
    window.addEventListener("popstate", draw)
    jest.isolateModules(() => require("../../src/redirects").installRedirects())
    await act(async () => window.dispatchEvent(new PopStateEvent("popstate")))
    window.removeEventListener("popstate", draw)
    expect(go).toHaveBeenCalledWith("/b", undefined)
  })

  test("without the event of a delayed navigation", async () => {
    jest.useFakeTimers()
    const arrive = begin()
    window.dispatchEvent(new PopStateEvent("popstate"))
    jest.advanceTimersByTime(1_001)
    jest.useRealTimers()
    expect(gatsbyRuntime().___emitter.emit).not.toHaveBeenCalled()
    await arrive()
  })
})

test.each([[undefined], [{ replace: true }]])(
  "a Link loads the document of a page whose data cannot be loaded (%j)",
  async (options) => {
    loadPage.mockRejectedValueOnce(new TypeError("broken"))
    await click("/a#part", options)
    expect(go).not.toHaveBeenCalled()
    expect(loadDocument).toHaveBeenCalledWith("/a#part", options)
  },
)

describe("a redirect to another site", () => {
  const checkout = "https://checkout.example/pay?cart=1"

  test.each([[undefined], [{ replace: true }]])("is followed by a Link (%j)", async (options) => {
    redirects = { "/a": "/b", "/b": checkout }
    await click("/a#part", options)
    expect(go).not.toHaveBeenCalled()
    expect(loadDocument).toHaveBeenCalledWith(new URL(checkout), options)
  })

  test("replaces the history entry of a page that is rendered", () => {
    const error = { status: 302, code: "redirect", title: "Found", detail: "", location: checkout }
    const { container } = render(<FollowRedirect error={error} location={checkout} show={() => "shown"} />)
    expect(container.textContent).toBe("")
    expect(navigate).not.toHaveBeenCalled()
    expect(loadDocument).toHaveBeenCalledWith(new URL(checkout), { replace: true })
  })

  test("is given up by another navigation", async () => {
    let arrive: (page: PageResources) => void = () => {}
    loadPage.mockImplementationOnce(() => new Promise((done) => (arrive = done)))
    gatsbyRuntime().___navigate("/slow")
    await click("/fast")
    await act(async () =>
      arrive({
        json: {
          serverData: { error: { status: 302, code: "redirect", title: "", detail: "", location: checkout } },
        },
      }),
    )
    expect(loadDocument).not.toHaveBeenCalled()
  })
})

test("a Link does not follow a redirect to an invalid URL, and explains it", async () => {
  redirects = { "/a": "//evil.example/" }
  await click("/a")
  expect(go).toHaveBeenCalledWith("/a", undefined)
  expect(errorAt("/a")).toMatchObject({ title: "Redirect Not Followed" })
})

test("the loader retries a path that the router has encoded twice", () => {
  const known: Record<string, string> = { "/a%3Db": "page", "/c%253D": "itself" }
  const loader = gatsbyRuntime().___loader
  loader.loadPageSync = (path) => known[path]
  loader.isPageNotFound = (path) => !(path in known)
  acceptEncodedPaths()
  expect(["/a%253Db", "/a%3Db", "/c%253D", "/none"].map((path) => loader.loadPageSync(path))).toEqual([
    "page",
    "page",
    "itself",
    undefined,
  ])
  expect([loader.isPageNotFound("/a%253Db"), loader.isPageNotFound("/none")]).toEqual([false, true])
})
