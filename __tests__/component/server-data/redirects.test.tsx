import { act, render, screen } from "@testing-library/react"
import { navigate } from "gatsby"
import React from "react"
import { acceptEncodedPaths, installRedirects } from "../../../src/server-data/client"
import {
  type GatsbyRuntime,
  gatsbyRuntime,
  type PageResources,
} from "../../../src/server-data/gatsby-runtime"
import { FollowRedirect } from "../../../src/server-data/redirects"

jest.mock("gatsby", () => ({ navigate: jest.fn(), withPrefix: (path: string) => path }))

/** Where each page redirects; a page that is in no list is a page to draw. */
let redirects: Record<string, string>
let go: jest.Mock
const loadPage = jest.fn(async (path: string): Promise<PageResources> => {
  const to = redirects[path]
  const outcome = to === undefined ? undefined : ({ status: 302, title: "Found", detail: "", to } as const)
  return { page: { path }, json: { serverData: { outcome } } }
})

beforeEach(() => {
  jest.clearAllMocks()
  redirects = {}
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

test("a page that redirects nowhere is navigated to as it was asked for", async () => {
  await click("/a?q=1#part", { replace: true })
  expect(go).toHaveBeenCalledWith("/a?q=1#part", { replace: true })
  await click(-1)
  expect(go).toHaveBeenLastCalledWith(-1, undefined)
})

test("a redirect is followed to its end, with the visitor's fragment where the target has none", async () => {
  redirects = { "/a?q=1": "/b", "/b": "/c?x=1" }
  await click("/a?q=1#part")
  expect(go.mock.calls).toEqual([["/c?x=1#part", undefined]])
  redirects = { "/a": "/b#own" }
  await click("/a#part")
  expect(go).toHaveBeenLastCalledWith("/b#own", undefined)
})

test("a slow target is announced as Gatsby announces it", async () => {
  jest.useFakeTimers()
  let arrive: (page: PageResources) => void = () => {}
  loadPage.mockImplementationOnce(() => new Promise((done) => (arrive = done)))
  gatsbyRuntime().___navigate("/slow")
  jest.advanceTimersByTime(1_001)
  expect(gatsbyRuntime().___emitter.emit).toHaveBeenCalledWith("onDelayedLoadPageResources", {
    pathname: "/slow",
  })
  jest.useRealTimers()
  await act(async () => arrive({}))
  expect(go).toHaveBeenCalledWith("/slow", undefined)
})

describe("a redirect that is drawn", () => {
  const draw = (to: string, path: string) => {
    window.history.replaceState({}, "", path)
    const outcome = { status: 302, title: "Found", detail: "", to } as const
    return render(<FollowRedirect outcome={outcome} to={to} draw={({ title }) => <h1>{title}</h1>} />)
  }

  test("shows nothing and replaces the history entry", () => {
    const { container } = draw("/b", "/a#part")
    expect(container.textContent).toBe("")
    expect(navigate).toHaveBeenCalledWith("/b#part", { replace: true })
  })

  test.each(["https://evil.example/", "//evil.example/", "/\\evil.example"])(
    "to %s is not followed, and explained",
    (to) => {
      draw(to, "/a")
      expect(navigate).not.toHaveBeenCalled()
      expect(screen.getByText("Redirect Not Followed")).toBeTruthy()
    },
  )

  test("where a navigation gave up is explained, and not followed again", async () => {
    redirects = { "/circle": "/circle" }
    await click("/circle")
    expect(loadPage).toHaveBeenCalledTimes(6)
    expect(go).toHaveBeenCalledWith("/circle", undefined)
    draw("/circle", "/circle")
    expect(navigate).not.toHaveBeenCalled()
    expect(screen.getByText("Too Many Redirects")).toBeTruthy()
    // The next navigation begins anew.
    await click("/a")
    draw("/circle", "/circle")
    expect(navigate).toHaveBeenCalled()
  })
})

test("of two navigations under way, the later one counts", async () => {
  let arrive: (page: PageResources) => void = () => {}
  loadPage.mockImplementationOnce(
    () =>
      new Promise((done) => {
        arrive = done
      }),
  )
  gatsbyRuntime().___navigate("/slow")
  await click("/fast")
  await act(async () => arrive({}))
  expect(go.mock.calls).toEqual([["/fast", undefined]])
})

test.each([[undefined], [{ replace: true }]])(
  "where a page's data cannot be loaded, its document is (%j)",
  async (options) => {
    // Of documents, jsdom loads those that differ from the present one in the fragment alone.
    window.history.replaceState({}, "", "/a")
    loadPage.mockRejectedValueOnce(new TypeError("broken"))
    await click("/a#part", options)
    expect(go).not.toHaveBeenCalled()
    expect(window.location.hash).toBe("#part")
  },
)

test("an address of another site is left to Gatsby", async () => {
  await click("https://other.example/a")
  expect(go).toHaveBeenCalledWith("https://other.example/a", undefined)
  expect(loadPage).not.toHaveBeenCalled()
})

test("a Link to another site's page is not followed there", async () => {
  redirects = { "/a": "//evil.example/" }
  await click("/a")
  expect(go).toHaveBeenCalledWith("/a", undefined)
})

test("a path that the router encoded twice is found as it was, after itself", () => {
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
