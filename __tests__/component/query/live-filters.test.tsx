import { act, fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { useLiveFilters } from "../../../src/query/live-filters"

/** What each turn of the page asked. */
let asked: object[] = []

const nothing = {}

function ListPage({ initial = nothing, visit = "first" }: { initial?: { q?: string }; visit?: string }) {
  const { query, change, submit } = useLiveFilters(initial, visit, [])
  if (asked.at(-1) !== query) asked.push(query)
  return (
    <form
      key={visit}
      onChange={({ currentTarget }) => change(currentTarget)}
      onSubmit={(event) => {
        event.preventDefault()
        submit(event.currentTarget)
      }}
    >
      <input name="q" aria-label="Search" defaultValue={initial.q} />
      <a href={`/features?q=${query.q}&sort=name`}>Sorted</a>
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

test("what is typed is in the address at once, and asked after a pause", () => {
  render(<ListPage />)
  type("gr")
  type("grid")
  expect(address()).toBe("/features?q=grid")
  expect(asked).toEqual([{}])
  wait()
  expect(asked).toEqual([{}, { q: "grid" }])
})

test.each(["/browsers", "/features?sort=name"])(
  "what is typed while Back to %s is loading touches no other page's address, and asks nothing",
  (target) => {
    render(<ListPage />)
    type("gr")
    // As after popstate: the address is the other page's, which is not drawn yet.
    window.history.replaceState(null, "", target)
    wait()
    type("grid")
    wait()
    expect(address()).toBe(target)
    expect(asked).toEqual([{}])
  },
)

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

test("Enter ends the pause, and what is typed after it is asked as well", () => {
  render(<ListPage />)
  type("sub")
  fireEvent.submit(screen.getByLabelText("Search"))
  expect(asked).toEqual([{}, { q: "sub" }])
  type("subgrid")
  expect((screen.getByLabelText("Search") as HTMLInputElement).value).toBe("subgrid")
  wait()
  expect(asked).toEqual([{}, { q: "sub" }, { q: "subgrid" }])
  expect(address()).toBe("/features?q=subgrid")
})

test("a link that is followed within the pause keeps what was typed", () => {
  render(<ListPage />)
  type("grid")
  let followed: string | null = null
  const router = (event: MouseEvent) => {
    event.preventDefault()
    followed = (event.target as Element).getAttribute("href")
  }
  document.addEventListener("click", router, { once: true })
  fireEvent.click(screen.getByRole("link"))
  expect(followed).toBe("/features?q=grid&sort=name")
})

test("what was typed before a navigation is not asked after it", () => {
  const { rerender } = render(<ListPage />)
  type("grid")
  rerender(<ListPage visit="second" />)
  wait()
  expect(asked).toEqual([{}])
})
