import { fireEvent, render, screen, within } from "@testing-library/react"
import React from "react"
import { renderToString } from "react-dom/server"
import { FeatureFilters } from "#components/features/feature-filters"
import { FeatureTable } from "#components/features/feature-table"
import { FilterChips } from "#components/features/filter-chips"
import { NoFeatures } from "#components/features/no-features"
import { AudienceProvider } from "#components/ui/audience-context"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const options = { groups: [{ id: "css", name: "CSS" }], snapshots: [] }
const draw = (element: React.ReactNode) =>
  render(
    <AudienceProvider query={{ audience: "DE" }} search="">
      {element}
    </AudienceProvider>,
  )
const target = (link: HTMLElement) =>
  Object.fromEntries(new URL((link as HTMLAnchorElement).href).searchParams)

test("each active filter is a chip that removes it and returns to the first page", () => {
  draw(<FilterChips values={{ q: "grid", min: 95, group: "css", sort: "name", page: 3 }} options={options} />)
  const chips = screen.getAllByRole("link")
  expect(chips.map(({ textContent }) => textContent)).toEqual([
    "“grid” ×",
    "Minimum reach: 95% ×",
    "Group: CSS ×",
  ])
  expect(target(chips[1] as HTMLElement)).toEqual({ audience: "DE", q: "grid", group: "css", sort: "name" })
})

test("an empty list suggests filters to remove, most results first", () => {
  draw(
    <NoFeatures
      values={{ q: "grid", min: 100, baseline: "limited" }}
      options={options}
      total={0}
      pageSize={50}
      without={{ q: 2, min: 12, baseline: 0 }}
    />,
  )
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Minimum reach: 100%: 12 features",
    "“grid”: 2 features",
  ])
  expect(target(screen.getByRole("link", { name: "Minimum reach: 100%" }))).toEqual({
    audience: "DE",
    q: "grid",
    baseline: "limited",
  })
})

test("links to the unfiltered list if removing one filter is not enough, and to page 1 after the last page", () => {
  const { unmount } = draw(
    <NoFeatures
      values={{ q: "zz", min: 100 }}
      options={options}
      total={0}
      pageSize={50}
      without={{ q: 0, min: 0 }}
    />,
  )
  expect(target(screen.getByRole("link", { name: "Clear all filters" }))).toEqual({ audience: "DE" })
  unmount()
  draw(
    <NoFeatures
      values={{ q: "css", page: 9 }}
      options={options}
      total={60}
      pageSize={50}
      without={{ q: 1204 }}
    />,
  )
  expect(target(screen.getByRole("link", { name: "Go to page 1" }))).toEqual({
    audience: "DE",
    q: "css",
  })
})

test("a column head sorts the list and keeps the other parameters, and the sorted column has aria-sort", () => {
  draw(<FeatureTable items={[]} audience="Germany" query={{ q: "grid", sort: "date", page: 2 }} />)
  const head = (name: string) => screen.getByRole("columnheader", { name })
  expect(head("Baseline").getAttribute("aria-sort")).toBe("descending")
  expect(head("Reach").getAttribute("aria-sort")).toBeNull()
  expect(target(within(head("Feature")).getByRole("link"))).toEqual({
    audience: "DE",
    q: "grid",
    sort: "name",
  })
})

test("options show the number of matching features", () => {
  draw(
    <FeatureFilters
      values={{}}
      options={options}
      counts={{ baseline: { widely: 7 }, group: { css: 3 }, snapshot: {} }}
    />,
  )
  expect(screen.getByRole("option", { name: "Widely available (7)" })).toBeDefined()
  expect(screen.getByRole("option", { name: "Limited availability (0)" })).toBeDefined()
  expect(screen.getByRole("option", { name: "CSS (3)" })).toBeDefined()
})

function drawFilters() {
  const onChange = jest.fn()
  const onAudience = jest.fn()
  const filters = <FeatureFilters values={{}} options={options} {...{ onChange, onAudience }} />
  return { ...draw(filters), filters, onChange, onAudience }
}

const calls = ({ onChange, onAudience }: ReturnType<typeof drawFilters>) => [
  onChange.mock.calls.length,
  onAudience.mock.calls.length,
]

test("typing filters at once, the checkbox changes the audience, and / focuses the search", () => {
  const drawn = drawFilters()
  fireEvent.keyDown(document.body, { key: "/" })
  expect(document.activeElement).toBe(screen.getByLabelText("Search"))
  fireEvent.change(screen.getByLabelText("Search"), { target: { value: "grid" } })
  expect(calls(drawn)).toEqual([1, 0])
  fireEvent.click(screen.getByLabelText("Include unidentified visits"))
  expect(calls(drawn)).toEqual([1, 1])
  expect(Object.fromEntries(new FormData(drawn.onAudience.mock.calls[0]?.[0]))).toMatchObject({
    q: "grid",
    of: "all",
    audience: "DE",
  })
  const min = screen.getByLabelText("Minimum reach (%)")
  min.focus()
  fireEvent.keyDown(min, { key: "/" })
  expect(document.activeElement).toBe(min)
})

test("a word from an input method filters when it is complete", () => {
  const drawn = drawFilters()
  const search = screen.getByLabelText("Search")
  fireEvent.compositionStart(search)
  fireEvent.input(search, { target: { value: "ぐ" }, isComposing: true })
  fireEvent.input(search, { target: { value: "ぐり" }, isComposing: true })
  expect(calls(drawn)).toEqual([0, 0])
  fireEvent.compositionEnd(search)
  expect(calls(drawn)).toEqual([1, 0])
})

test.each<[string, (form: HTMLElement) => void, number[]]>([
  ["nothing", () => {}, [0, 0]],
  ["a word", (form) => fill(form, "Search", "subgrid"), [1, 0]],
  ["a choice", (form) => fill(form, "Baseline", "widely"), [1, 0]],
  ["unknown browsers", (form) => within(form).getByLabelText("Include unidentified visits").click(), [0, 1]],
])("applies input from before hydration: %s", (_, fillIn, expectedCalls) => {
  const drawn = drawFilters()
  const host = document.createElement("div")
  document.body.append(host)
  const element = (
    <AudienceProvider query={{ audience: "DE" }} search="">
      {drawn.filters}
    </AudienceProvider>
  )
  drawn.unmount()
  host.innerHTML = renderToString(element)
  fillIn(host)
  render(element, { container: host, hydrate: true })
  expect(calls(drawn)).toEqual(expectedCalls)
})

const fill = (form: HTMLElement, label: string, value: string) => {
  const field = within(form).getByLabelText(label) as HTMLInputElement | HTMLSelectElement
  field.value = value
}
