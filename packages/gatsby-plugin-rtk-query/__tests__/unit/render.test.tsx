import { redirectTo } from "@gatsbyjs/reach-router"
import * as React from "react"
import { renderToString } from "react-dom/server"
import { createServerRenderer } from "../../src/gatsby-server"
import { createPrefetcher } from "../../src/prefetch"
import { renderToHtml } from "../../src/render-to-html"
import { api, ask, asked } from "./fixture"
import { render } from "./render"

beforeEach(() => {
  asked.length = 0
})

function Book({ id }: { id: string }) {
  const { data, isLoading, isFetching, error } = api.useBookQuery({ id })
  if (isLoading) return <p>loading {id}</p>
  if (error) return <p>failed {id}</p>
  return <p>{`${data?.title}${isFetching ? ", again" : ""}`}</p>
}

function Redirected() {
  return redirectTo("/to")
}

function Broken(): React.ReactNode {
  throw new Error("broken page")
}

function Waterfall() {
  const { data } = api.useBookQuery({ id: "a" })
  return <div>{data ? <Book id={data.next} /> : "loading a"}</div>
}

async function prefetched(id: string) {
  const { context, props, dispose } = createPrefetcher({ api, ask })
  await context.prefetch.optional(api.endpoints.book.initiate({ id }))
  const serverData = props()
  dispose()
  return serverData
}

test("a page with everything prefetched is rendered once, asks nothing and adds nothing to the HTML", async () => {
  const serverData = await prefetched("a")
  asked.length = 0
  const { html, passes, block } = await render(<Book id="a" />, { serverData })
  expect(html).toBe("<p>Book a</p>")
  expect(passes).toBe(1)
  expect(asked).toEqual([])
  expect(block).toBe("")
})

test("a query that waits for another takes a third pass, and only what the page does not carry travels", async () => {
  const alone = await render(<Waterfall />)
  expect(alone.html).toBe("<div><p>Book b</p></div>")
  expect(alone.passes).toBe(3)
  const helped = await render(<Waterfall />, { serverData: await prefetched("a") })
  expect(helped.html).toBe(alone.html)
  expect(helped.passes).toBe(2)
  expect(Object.keys(helped.state?.queries ?? {})).toEqual(['book({"id":"b"})'])
})

test("the last pass wins: what came after it is drawn as loading and does not travel", async () => {
  const { html, state } = await render(<Waterfall />, { maxPasses: 2 })
  expect(html).toBe("<div><p>loading <!-- -->b</p></div>")
  expect(Object.keys(state?.queries ?? {})).toEqual(['book({"id":"a"})'])
})

test("a query without an answer holds a page up for no longer than its patience", async () => {
  const { html, passes } = await render(<Book id="a" />, { ask: () => new Promise(() => {}), patience: 1 })
  expect(html).toBe("<p>loading <!-- -->a</p>")
  expect(passes).toBe(2)
})

test("nothing in the data can end the block that carries it", async () => {
  const evil = "</script><script>alert(1)</script><!--"
  const { block, state } = await render(<Book id={evil} />)
  expect(block.match(/<\/?script/g)).toEqual(["<script", "</script"])
  expect(block).not.toContain("<!--")
  expect(Object.values(state?.queries ?? {})[0]?.originalArgs).toEqual({ id: evil })
})

test("a page that suspends is whole, however large, without a script that puts it together", async () => {
  const Large = React.lazy(async () => ({ default: () => <p>{"x".repeat(60_000)}</p> }))
  const html = await renderToHtml(
    <React.Suspense fallback="wait">
      <Large />
    </React.Suspense>,
  )
  expect(html).toContain("x".repeat(60_000))
  expect(html).not.toMatch(/<script|<template|wait/)
})

test("a redirect in a page is left to the browser, as Gatsby does; any other error is the page's", async () => {
  const redirected = await render(<Redirected />)
  expect(redirected.html).toBe("")
  await expect(render(<Broken />)).rejects.toThrow("broken page")
})

describe("no timer is left behind", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] }))
  afterEach(() => jest.useRealTimers())

  test.each([
    ["prefetched and collected", async () => render(<Waterfall />, { serverData: await prefetched("a") })],
    ["failed", () => render(<Book id="none" />)],
    ["redirected", () => render(<Redirected />)],
    ["broken", () => render(<Broken />).catch(() => {})],
  ])("by a page that was %s", async (_, page) => {
    await page()
    expect(jest.getTimerCount()).toBe(0)
  })

  test("by a Head that asks a query", () => {
    const { wrapRootElement } = createServerRenderer({ api, ask })
    renderToString(wrapRootElement({ element: <Book id="a" />, pathname: "" }))
    expect(jest.getTimerCount()).toBe(0)
  })

  test("by a query that never ends, once the page is given up on", async () => {
    const page = render(<Book id="a" />, { ask: () => new Promise(() => {}), patience: 5_000 })
    while (jest.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve))
    jest.advanceTimersByTime(5_000)
    await page
    expect(jest.getTimerCount()).toBe(0)
  })
})

test("visits at once see their own data only", async () => {
  const visit = async (id: string) => {
    const { context, props, dispose } = createPrefetcher({ api, ask })
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
  for (const { id, serverData, html, state } of visits) {
    expect(Object.keys(serverData.state.queries)).toEqual([`book({"id":"${id}"})`])
    expect(html).toBe(`<p>Book ${id}</p><p>Shelf ${id}</p>`)
    expect(Object.keys(state?.queries ?? {})).toEqual([`shelf({"slug":"${id}"})`])
  }
})

function Shelf({ slug }: { slug: string }) {
  const { data } = api.useShelfQuery({ slug })
  return <p>{data ? `Shelf ${data.slug}` : "loading"}</p>
}
