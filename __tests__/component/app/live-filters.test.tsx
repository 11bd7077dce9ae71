import { act, fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { useLiveFilters } from "#app/live-filters"

/** Each new query, in order. */
let queries: object[] = []

const noQuery = {}

function ListPage({
  initial = noQuery,
  visit = "first",
}: {
  initial?: { q?: string; min?: number }
  visit?: string
}) {
  const { query, version, change } = useLiveFilters(initial, visit, ["min"])
  if (queries.at(-1) !== query) queries.push(query)
  return (
    <form key={`${visit} ${version}`} onChange={({ currentTarget }) => change(currentTarget)}>
      <input name="q" aria-label="Search" defaultValue={initial.q} />
      <input name="min" aria-label="Minimum" />
    </form>
  )
}

beforeEach(() => {
  jest.useFakeTimers()
  queries = []
  window.history.replaceState(null, "", "/features")
})
afterEach(() => jest.useRealTimers())

const type = (value: string) => fireEvent.change(screen.getByLabelText("Search"), { target: { value } })
const wait = () => act(() => jest.advanceTimersByTime(250))
const currentUrl = () => window.location.pathname + window.location.search

test("after a navigation, typing changes the URL of the new page", () => {
  const { rerender } = render(<ListPage />)
  window.history.replaceState(null, "", "/features?q=sub")
  rerender(<ListPage initial={{ q: "sub" }} visit="second" />)
  type("subgrid")
  wait()
  expect(currentUrl()).toBe("/features?q=subgrid")
  expect(queries.at(-1)).toEqual({ q: "subgrid" })
})

test("typing changes the query after a link to a part of the page", () => {
  render(<ListPage />)
  window.history.replaceState(null, "", "#main")
  type("grid")
  wait()
  expect(currentUrl() + window.location.hash).toBe("/features?q=grid#main")
  expect(queries.at(-1)).toEqual({ q: "grid" })
})

test("a navigation discards the text that was typed before it", () => {
  const { rerender } = render(<ListPage />)
  type("grid")
  rerender(<ListPage visit="second" />)
  wait()
  expect(queries).toEqual([{}])
})

test("typing without a rest creates one history entry, and Back restores the results before it", async () => {
  render(<ListPage />)
  const entries = window.history.length
  type("g")
  act(() => jest.advanceTimersByTime(300))
  type("grid")
  wait()
  expect([window.history.length, currentUrl()]).toEqual([entries + 1, "/features?q=grid"])
  act(() => jest.advanceTimersByTime(1_500))
  type("subgrid")
  wait()
  expect([window.history.length, currentUrl()]).toEqual([entries + 2, "/features?q=subgrid"])
  jest.useRealTimers()
  const back = () =>
    act(async () => {
      const arrived = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }))
      window.history.go(-2)
      await arrived
    })
  await back()
  expect(currentUrl()).toBe("/features")
  expect(queries.at(-1)).toEqual({})
  expect(screen.getByLabelText<HTMLInputElement>("Search").value).toBe("")
})

test.each([
  ["97,5", 97.5],
  ["97 %", 97],
  ["97", 97],
  ["many%", "many%"],
])("reads a percentage as the server does: %s", (text, min) => {
  render(<ListPage />)
  fireEvent.change(screen.getByLabelText("Minimum"), { target: { value: text } })
  wait()
  expect(queries.at(-1)).toEqual({ min })
})
