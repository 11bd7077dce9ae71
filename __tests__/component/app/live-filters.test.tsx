import { act, fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { useLiveFilters } from "#app/live-filters"

/** Each new query, in order. */
let queries: object[] = []

const noQuery = {}

function ListPage({ initial = noQuery, visit = "first" }: { initial?: { q?: string }; visit?: string }) {
  const { query, change } = useLiveFilters(initial, visit, [])
  if (queries.at(-1) !== query) queries.push(query)
  return (
    <form key={visit} onChange={({ currentTarget }) => change(currentTarget)}>
      <input name="q" aria-label="Search" defaultValue={initial.q} />
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
