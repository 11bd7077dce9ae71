import { fireEvent, render, screen, within } from "@testing-library/react"
import React from "react"
import { renderToString } from "react-dom/server"
import { AudienceProvider } from "../../../src/components/audience-context"
import { FeatureFilters } from "../../../src/components/feature-filters"
import { FeatureTable } from "../../../src/components/feature-table"
import { FilterChips } from "../../../src/components/filter-chips"
import { NoFeatures } from "../../../src/components/no-features"

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

test("each filter that is on is a chip that takes off this one, and begins at the first page", () => {
  draw(<FilterChips values={{ q: "grid", min: 95, group: "css", sort: "name", page: 3 }} options={options} />)
  const chips = screen.getAllByRole("link")
  expect(chips.map(({ textContent }) => textContent)).toEqual([
    "“grid” ×",
    "Reaches at least 95% ×",
    "Group: CSS ×",
  ])
  expect(target(chips[1] as HTMLElement)).toEqual({ audience: "DE", q: "grid", group: "css", sort: "name" })
})

test("an empty list names the filters whose loosening gives something, the best first", () => {
  draw(
    <NoFeatures
      values={{ q: "grid", min: 100, baseline: "limited" }}
      options={options}
      total={0}
      without={{ q: 2, min: 12, baseline: 0 }}
    />,
  )
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Reaches at least 100%: 12 features",
    "“grid”: 2 features",
  ])
  expect(target(screen.getByRole("link", { name: "Reaches at least 100%" }))).toEqual({
    audience: "DE",
    q: "grid",
    baseline: "limited",
  })
})

test("where no single filter is to blame all of them come off, and past the last page the first is offered", () => {
  const { unmount } = draw(
    <NoFeatures values={{ q: "zz", min: 100 }} options={options} total={0} without={{ q: 0, min: 0 }} />,
  )
  expect(target(screen.getByRole("link", { name: "Take all filters off" }))).toEqual({ audience: "DE" })
  unmount()
  draw(<NoFeatures values={{ q: "css", page: 9 }} options={options} total={60} without={{ q: 1204 }} />)
  expect(target(screen.getByRole("link", { name: "To its first page" }))).toEqual({
    audience: "DE",
    q: "css",
  })
})

test("a column's head sorts by it with the other parameters kept, and the sorted one says so", () => {
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

test("options say how many features they would show", () => {
  draw(
    <FeatureFilters
      values={{}}
      options={options}
      counts={{ baseline: { widely: 7 }, group: { css: 3 }, snapshot: {} }}
    />,
  )
  expect(screen.getByRole("option", { name: "widely available (7)" })).toBeDefined()
  expect(screen.getByRole("option", { name: "limited (0)" })).toBeDefined()
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

test("typing is live, leaving out unknown browsers is another audience, and / leads to the search", () => {
  const drawn = drawFilters()
  fireEvent.keyDown(document.body, { key: "/" })
  expect(document.activeElement).toBe(screen.getByLabelText("Search"))
  fireEvent.change(screen.getByLabelText("Search"), { target: { value: "grid" } })
  expect(calls(drawn)).toEqual([1, 0])
  fireEvent.click(screen.getByLabelText("Known browsers only"))
  expect(calls(drawn)).toEqual([1, 1])
  expect(Object.fromEntries(new FormData(drawn.onAudience.mock.calls[0]?.[0]))).toMatchObject({
    q: "grid",
    of: "known",
    audience: "DE",
  })
  // A slash that is typed into a field is text.
  const min = screen.getByLabelText("Reaches at least (%)")
  min.focus()
  fireEvent.keyDown(min, { key: "/" })
  expect(document.activeElement).toBe(min)
})

test("a word that is put together by an input method counts once it is whole", () => {
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
  ["known browsers only", (form) => within(form).getByLabelText("Known browsers only").click(), [0, 1]],
])(
  "%s that was put into the form before there were scripts is told once they are there",
  (_, fillIn, told) => {
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
    expect(calls(drawn)).toEqual(told)
  },
)

const fill = (form: HTMLElement, label: string, value: string) => {
  const field = within(form).getByLabelText(label) as HTMLInputElement | HTMLSelectElement
  field.value = value
}
