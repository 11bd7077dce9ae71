import { fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { AudiencePicker } from "#components/audiences/audience-picker"
import { formatPercent } from "#components/charts/percent"
import { FeatureFilters } from "#components/features/feature-filters"
import { FeatureTable } from "#components/features/feature-table"
import { AudienceLink, AudienceProvider } from "#components/ui/audience-context"
import { Pagination } from "#components/ui/pagination"
import { QueryView } from "#components/ui/query-view"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const inGermany = (element: React.ReactNode) =>
  render(
    <AudienceProvider
      query={{ audience: "DE", browsers: "> 1%", of: "all", target: 97.5, q: "grid" }}
      search=""
    >
      {element}
    </AudienceProvider>,
  )

test.each([
  [0, "0.0%"],
  [0.0001, "<0.1%"],
  [0.0005, "0.1%"],
  [0.9534, "95.3%"],
  [0.9994, "99.9%"],
  [0.99951, ">99.9%"],
  [1, "100.0%"],
])("formats %d as %s", (fraction, text) => {
  expect(formatPercent(fraction)).toBe(text)
})

test("links of a prerendered page keep the audience of the address after hydration", () => {
  render(
    <AudienceProvider query={undefined} search="?audience=US&utm_source=x">
      <AudienceLink to="/features">Features</AudienceLink>
    </AudienceProvider>,
  )
  expect(screen.getByRole("link").getAttribute("href")).toBe("/features?audience=US")
})

test("the table shows all figures as text, how far a feature is from the target, and a bar with the same shares", () => {
  inGermany(
    <FeatureTable
      query={{}}
      audience="Germany"
      target={0.98}
      items={[
        {
          id: "has",
          name: ":has()",
          description: "Matches an element by what is in it.",
          baseline: "widely",
          since: "2023-12-19",
          groups: ["selectors"],
          reach: 0.9538,
          partial: 0.0378,
          lost: 0.0084,
          unknown: 0.05,
          meetsTarget: false,
        },
      ]}
    />,
  )
  const row = screen.getByRole("row", { name: /:has/ })
  expect(row.textContent).toContain("95.4% 2.6 points short3.8%0.8%")
  expect(row.textContent).toContain("Widely available since 2023-12-19")
  const widths = [...row.querySelectorAll("svg:first-of-type > rect")].map((rect) =>
    rect.getAttribute("width"),
  )
  expect(widths).toEqual(["95.38%", "3.78%", "0.84%", "5%"])
  expect(screen.queryByRole("img")).toBeNull()
})

test("filters keep invalid input and show the error at the field", () => {
  inGermany(
    <FeatureFilters
      values={{ q: "grid", min: "abc", group: "ccs" }}
      errors={[{ parameter: "min", message: "Enter a number." }]}
    />,
  )
  const min = screen.getByLabelText("Minimum reach (%)") as HTMLInputElement
  expect(min.value).toBe("abc")
  expect(min.getAttribute("aria-invalid")).toBe("true")
  const error = document.getElementById(min.getAttribute("aria-describedby") ?? "")
  expect(error?.textContent).toBe("Enter a number.")
  expect((screen.getByLabelText("Group") as HTMLSelectElement).value).toBe("ccs")
  const form = new FormData(document.querySelector("form") as HTMLFormElement)
  expect(Object.fromEntries(form)).toMatchObject({ q: "grid", audience: "DE", browsers: "> 1%", of: "all" })
})

test("the picker keeps the page's other parameters, and requests the audiences only on focus", () => {
  const onOpen = jest.fn()
  const onChoose = jest.fn()
  inGermany(
    <AudiencePicker
      label="Germany"
      path="/features"
      others={{ q: "grid" }}
      options={[]}
      onOpen={onOpen}
      onChoose={onChoose}
    />,
  )
  expect(onOpen).not.toHaveBeenCalled()
  fireEvent.focus(screen.getByLabelText("Audience"))
  expect(onOpen).toHaveBeenCalled()
  const form = new FormData(screen.getByRole("form") as HTMLFormElement)
  expect(Object.fromEntries(form)).toEqual({
    q: "grid",
    audience: "DE",
    browsers: "> 1%",
    target: "97.5",
    of: "all",
  })
  fireEvent.change(screen.getByLabelText("Audience"), { target: { value: " US " } })
  fireEvent.submit(screen.getByRole("form"))
  expect(onChoose).toHaveBeenCalledWith({ audience: "US", browsers: "> 1%", target: "97.5", of: "all" })
})

test("links to other pages keep the filters, and the link to the first page has no number", () => {
  inGermany(<Pagination path="/features" query={{ q: "a", page: 2 }} page={2} pageSize={50} total={101} />)
  const target = (name: string) =>
    Object.fromEntries(new URL((screen.getByRole("link", { name }) as HTMLAnchorElement).href).searchParams)
  expect(target("Previous")).toEqual({ audience: "DE", browsers: "> 1%", of: "all", target: "97.5", q: "a" })
  expect(target("Next")).toMatchObject({ q: "a", page: "3" })
  expect(screen.getByRole("navigation").textContent).toContain("Page 2 of 3")
})

test("a failed query shows its error and a button to retry", () => {
  const refetch = jest.fn()
  const { rerender } = render(
    <QueryView result={{ isFetching: false, error: { status: 503, detail: "Not now." }, refetch }}>
      {() => "data"}
    </QueryView>,
  )
  expect(screen.getByRole("alert").textContent).toContain("Not now.")
  const retry = screen.getByRole("button", { name: "Try again" })
  retry.focus()
  fireEvent.click(retry)
  expect(refetch).toHaveBeenCalledTimes(1)
  rerender(
    <QueryView result={{ isFetching: true, error: { detail: "Not now." }, refetch }}>
      {() => "data"}
    </QueryView>,
  )
  expect(screen.getByRole("status").textContent).toBe("Loading…")
  const container = document.activeElement
  expect(container).not.toBe(document.body)
  expect(container?.textContent).toBe("Loading…")
  rerender(
    <QueryView result={{ isFetching: true, data: "old", refetch }}>{(data) => `data: ${data}`}</QueryView>,
  )
  expect(document.body.textContent).toBe("data: old")
  expect(screen.getByText("data: old").className).toBe("old")
  rerender(
    <QueryView result={{ isFetching: false, data: "new", currentData: "new", refetch }}>
      {(data) => `data: ${data}`}
    </QueryView>,
  )
  expect(screen.getByText("data: new").className).toBe("")
  expect(document.activeElement).toBe(container)
  expect(container?.textContent).toBe("data: new")
})

test.each([
  [0, true],
  [200, true],
  [400, false],
  [404, false],
  [408, true],
  [410, false],
  [429, true],
  [500, true],
  [503, true],
  [undefined, true],
])("after status %d a retry button is shown: %p", (status, isOffered) => {
  render(
    <QueryView result={{ isFetching: false, error: { status, detail: "The detail." }, refetch() {} }}>
      {() => "data"}
    </QueryView>,
  )
  expect(screen.getByRole("alert").textContent).toContain("The detail.")
  expect(screen.queryByRole("button") !== null).toBe(isOffered)
})
