import React from "react"
import { renderToString } from "react-dom/server"
import { renderToHtml } from "../../src/render-to-html"
import { createPrefetcher } from "../../src/server"
import { createGatsbySsr } from "../../src/ssr"
import { api, never, options, requested, withBaseQuery } from "./fixture"
import { render } from "./render-page"

const prefetcher = createPrefetcher(options)

beforeEach(() => {
  requested.length = 0
})

function Book({ id }: { id: string }) {
  const { data, isLoading, isFetching, error } = api.useBookQuery({ id })
  if (isLoading) return <p>loading {id}</p>
  if (error) return <p>failed {id}</p>
  return <p>{`${data?.title}${isFetching ? ", again" : ""}`}</p>
}

/** Throws a value like that of reach-router's `Redirect`. */
function Redirected({ uri }: { uri: string }): React.ReactNode {
  throw { uri }
}

function Broken(): React.ReactNode {
  throw new Error("broken page")
}

function Waterfall() {
  const { data } = api.useBookQuery({ id: "a" })
  return <div>{data ? <Book id={data.next} /> : "loading a"}</div>
}

async function prefetched(id: string) {
  const { context, props, dispose } = prefetcher()
  await context.prefetch.optional(api.endpoints.book.initiate({ id }))
  const serverData = props()
  dispose()
  return serverData
}

test("renders a fully prefetched page once, without a request and without a state block", async () => {
  const serverData = await prefetched("a")
  requested.length = 0
  const { html, passes, block } = await render(<Book id="a" />, { serverData })
  expect(html).toBe("<p>Book a</p>")
  expect(passes).toBe(1)
  expect(requested).toEqual([])
  expect(block).toBe("")
})

test("renders a query that depends on another in a third pass, and sends only what was not prefetched", async () => {
  const alone = await render(<Waterfall />)
  expect(alone.html).toBe("<div><p>Book b</p></div>")
  expect(alone.passes).toBe(3)
  const helped = await render(<Waterfall />, { serverData: await prefetched("a") })
  expect(helped.html).toBe(alone.html)
  expect(helped.passes).toBe(2)
  expect(helped.keys).toEqual(['book({"id":"b"})'])
})

test("renders a query that is fulfilled after the last pass as loading, and does not send it", async () => {
  const { html, keys } = await render(<Waterfall />, { maxPasses: 2 })
  expect(html).toBe("<div><p>loading <!-- -->b</p></div>")
  expect(keys).toEqual(['book({"id":"a"})'])
})

test("waits for a query no longer than timeoutMs", async () => {
  const { html, passes } = await render(<Book id="a" />, { ...withBaseQuery(never), timeoutMs: 1 })
  expect(html).toBe("<p>loading <!-- -->a</p>")
  expect(passes).toBe(2)
})

test("escapes data that would end the state block", async () => {
  const evil = "</script><script>alert(1)</script><!--"
  const { block, state } = await render(<Book id={evil} />)
  expect(block.match(/<\/?script/g)).toEqual(["<script", "</script"])
  expect(block).not.toContain("<!--")
  expect(Object.values(state?.api?.queries ?? {})[0]?.originalArgs).toEqual({ id: evil })
})

test("renders a large page that suspends completely, without inline scripts", async () => {
  const Large = React.lazy(async () => ({ default: () => <p>{"x".repeat(60_000)}</p> }))
  const html = await renderToHtml(
    <React.Suspense fallback="wait">
      <Large />
    </React.Suspense>,
    5_000,
  )
  expect(html).toContain("x".repeat(60_000))
  expect(html).not.toMatch(/<script|<template|wait/)
})

describe("a Redirect that a page renders", () => {
  const warned = jest.spyOn(console, "warn").mockImplementation(() => {})
  afterEach(() => warned.mockClear())

  test.each([
    ["a path", "/to?a=1&b='\">", "/to?a=1&amp;b=%27%22%3E"],
    ["an address", "https://example.com/to", "https://example.com/to"],
  ])("to %s is a page that redirects, with a line in the log", async (_, uri, href) => {
    const { html, head } = await render(<Redirected uri={uri} />)
    expect(html).toBe(`<a href="${href}">${href}</a>`)
    expect(head).toBe(`<meta http-equiv="refresh" content="0;url=${href}"/>`)
    expect(warned).toHaveBeenCalledWith(expect.stringContaining(`rendered a Redirect to ${uri}`))
  })

  test("to a script is a page with a message", async () => {
    const { html, head } = await render(<Redirected uri="javascript:alert(1)" />)
    expect(html).toBe("<p>This page redirects to an invalid address.</p>")
    expect(head).toBe("")
  })
})

test("rethrows the errors of a page", async () => {
  await expect(render(<Broken />)).rejects.toThrow("broken page")
})

describe("a component that suspends", () => {
  const Never = React.lazy(() => new Promise<never>(() => {}))
  test.each([
    ["without a boundary", <Never key="never" />],
    [
      "within a boundary",
      <React.Suspense key="never" fallback="wait">
        <Never />
      </React.Suspense>,
    ],
  ])("for ever %s ends in a 503 and a line in the log", async (_, page) => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => {})
    await expect(render(page, { timeoutMs: 20 })).rejects.toMatchObject({ statusCode: 503 })
    expect(logged.mock.calls).toEqual([[expect.stringContaining("/ was not rendered.")]])
    logged.mockRestore()
  })

  test("is rendered with its queries when it is ready in time", async () => {
    const Later = React.lazy(async () => ({ default: () => <Book id="a" /> }))
    const { html, keys } = await render(
      <React.Suspense fallback="wait">
        <Later />
      </React.Suspense>,
    )
    expect(html).toContain("<p>Book a</p>")
    expect(keys).toEqual(['book({"id":"a"})'])
  })
})

describe("leaves no timer", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] }))
  afterEach(() => jest.useRealTimers())

  test.each([
    ["prefetched and collected", async () => render(<Waterfall />, { serverData: await prefetched("a") })],
    ["failed", () => render(<Book id="none" />)],
    ["redirected", () => render(<Redirected uri="/to" />)],
    ["broken", () => render(<Broken />).catch(() => {})],
  ])("after a page that was %s", async (_, page) => {
    await page()
    expect(jest.getTimerCount()).toBe(0)
  })

  test("after a Head with a query", () => {
    const { wrapRootElement } = createGatsbySsr(options)
    renderToString(wrapRootElement({ element: <Book id="a" />, pathname: "" }))
    expect(jest.getTimerCount()).toBe(0)
  })

  test("after a query that never ends", async () => {
    const page = render(<Book id="a" />, { ...withBaseQuery(never), timeoutMs: 5_000 })
    while (jest.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve))
    jest.advanceTimersByTime(5_000)
    await page
    expect(jest.getTimerCount()).toBe(0)
  })
})

test("renders concurrent visits with their own data only", async () => {
  const visit = async (id: string) => {
    const { context, props, dispose } = prefetcher()
    await context.prefetch(api.endpoints.book.initiate({ id }))
    const serverData = props()
    dispose()
    const page = (
      <>
        <Book id={id} />
        <Shelf slug={id} />
      </>
    )
    return { id, serverData, ...(await render(page, { serverData })) }
  }
  const visits = await Promise.all(Array.from({ length: 100 }, (_, index) => visit(`v${index}`)))
  for (const { id, serverData, html, keys } of visits) {
    expect(Object.keys(serverData.dehydratedState.api?.queries ?? {})).toEqual([`book({"id":"${id}"})`])
    expect(html).toBe(`<p>Book ${id}</p><p>Shelf ${id}</p>`)
    expect(keys).toEqual([`shelf({"slug":"${id}"})`])
  }
})

function Shelf({ slug }: { slug: string }) {
  const { data } = api.useShelfQuery({ slug })
  return <p>{data ? `Shelf ${data.slug}` : "loading"}</p>
}
