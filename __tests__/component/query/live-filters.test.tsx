import { act, fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { useLiveFilters } from "#app/live-filters"

/** What each turn of the page asked. */
let asked: object[] = []

const nothing = {}

function ListPage({ initial = nothing, visit = "first" }: { initial?: { q?: string }; visit?: string }) {
  const { query, change } = useLiveFilters(initial, visit, [])
  if (asked.at(-1) !== query) asked.push(query)
  return (
    <form key={visit} onChange={({ currentTarget }) => change(currentTarget)}>
      <input name="q" aria-label="Search" defaultValue={initial.q} />
    </form>
  )
}

beforeEach(() => {
  jest.useFakeTimers()
  asked = []
  window.history.replaceState(null, "", "/features")
})
afterEach(() => jest.useRealTimers())

const type = (value: string) => fireEvent.change(screen.getByLabelText("Search"), { target: { value } })
const wait = () => act(() => jest.advanceTimersByTime(250))
const address = () => window.location.pathname + window.location.search

test("a page that was navigated to has its own address to write", () => {
  const { rerender } = render(<ListPage />)
  window.history.replaceState(null, "", "/features?q=sub")
  rerender(<ListPage initial={{ q: "sub" }} visit="second" />)
  type("subgrid")
  wait()
  expect(address()).toBe("/features?q=subgrid")
  expect(asked.at(-1)).toEqual({ q: "subgrid" })
})

test("a link to a part of the page leaves its filters alive", () => {
  render(<ListPage />)
  window.history.replaceState(null, "", "#main")
  type("grid")
  wait()
  expect(address() + window.location.hash).toBe("/features?q=grid#main")
  expect(asked.at(-1)).toEqual({ q: "grid" })
})

test("what was typed before a navigation is not asked after it", () => {
  const { rerender } = render(<ListPage />)
  type("grid")
  rerender(<ListPage visit="second" />)
  wait()
  expect(asked).toEqual([{}])
})
