import { fireEvent, render, screen, within } from "@testing-library/react"
import React from "react"
import { renderToString } from "react-dom/server"
import { FeatureFilters } from "#components/features/feature-filters"
import { FeaturePresets } from "#components/features/feature-presets"
import { FeatureTable } from "#components/features/feature-table"
import { FilterChips } from "#components/features/filter-chips"
import { NoFeatures } from "#components/features/no-features"
import { QuestionReach } from "#components/features/question-reach"
import { ReachHistogram } from "#components/features/reach-histogram"
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
      audience={{ of: "known", unknown: 0.038 }}
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
      audience={{ of: "known", unknown: 0.038 }}
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
      audience={{ of: "known", unknown: 0.038 }}
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

test("explains a minimum that unidentified visits make impossible, with a link to identified visits", () => {
  render(
    <AudienceProvider query={{ audience: "DE", of: "all" }} search="">
      <NoFeatures
        audience={{ of: "all", unknown: 0.038 }}
        values={{ min: "97,5%", group: "css", page: 2 }}
        options={options}
        total={0}
        pageSize={50}
        without={{ min: 300, group: 0 }}
      />
    </AudienceProvider>,
  )
  expect(screen.getByText(/^No feature can reach/).textContent).toBe(
    "No feature can reach 97.5% here, because 3.8% of visits are unidentified. Count identified visits only",
  )
  expect(target(screen.getByRole("link"))).toEqual({ audience: "DE", min: "97,5%", group: "css" })
})

test.each([
  ["97", "97"],
  ["97,5", "97.5"],
  ["97 %", "97"],
  [97.5, "97.5"],
  ["many%", "many"],
])("the chip of a minimum shows one percent sign: %s", (min, percent) => {
  const { container } = draw(<FilterChips values={{ min }} options={options} />)
  expect(container.textContent).toBe(`Minimum reach: ${percent}% ×`)
})

const figures = { reach: 0.96, partial: 0.01, lost: 0.03, unknown: 0.04, meetsTarget: true }
const status = { baseline: "widely" as const, since: "2020-07-28" }
const itemOf = (id: string) => ({
  id,
  name: id,
  description: `About ${id}.`,
  groups: [],
  ...status,
  ...figures,
})

test("parts are rows before the features, and a feature that matches by a part names the part", () => {
  const part = { key: "javascript.operators.optional_chaining", name: "Optional chaining (?.)" }
  draw(
    <FeatureTable
      items={[{ ...itemOf("object"), reach: 0.99, matchedPart: part }, itemOf("grid")]}
      parts={[{ ...part, feature: { id: "object", name: "Object" }, isExact: true, ...status, ...figures }]}
      looserFrom={1}
      audience="Germany"
      target={0.95}
      query={{ q: "optional chaining" }}
    />,
  )
  const [, partRow, featureRow, groupRow, looseRow] = screen.getAllByRole("row")
  expect(partRow?.textContent).toContain("Optional chaining (?.)part of Object96.0%1.0%3.0%")
  expect(featureRow?.textContent).toContain("objecthas the part Optional chaining (?.)99.0%")
  expect(groupRow?.textContent).toBe("Looser matches")
  expect(looseRow?.textContent).toContain("gridAbout grid.")
  for (const link of screen.getAllByRole("link", { name: part.name })) {
    expect(new URL((link as HTMLAnchorElement).href).pathname).toBe("/features/object")
    expect(target(link)).toEqual({ audience: "DE", part: part.key })
  }
})

describe("the reach of the features of a question", () => {
  const question = {
    features: [
      { id: "has", name: ":has()", feature: "has" },
      { id: "a.b", name: "B", feature: "popover" },
    ],
    unknownNames: [{ text: "subgird", suggestions: [{ id: "subgrid", name: "Subgrid" }], elsewhere: [] }],
    audience: {
      id: "FR",
      label: "France",
      browsers: null,
      note: null,
      of: "known" as const,
      unknown: 0,
      notMeasured: [],
    },
    ...figures,
    target: 0.98,
    meetsTarget: false,
  }

  test("links to the stack in the named region, with the target in words", () => {
    draw(<QuestionReach question={question} />)
    const link = screen.getByRole("link", { name: "Reach of these two together" })
    expect(target(link)).toEqual({ audience: "FR", features: "has,a.b" })
    expect(link.closest("p")?.textContent).toBe("Reach of these two together: 96.0% of visits from France")
    expect(screen.getByText("2.0 points short of your 98% target")).toBeDefined()
  })

  test("lists unknown names with links to suggestions", () => {
    draw(<QuestionReach question={question} />)
    expect(screen.getByText(/subgird/).textContent?.trim()).toBe(
      "No feature called “subgird”. Did you mean Subgrid?",
    )
    expect(screen.getByRole("link", { name: "Subgrid" }).getAttribute("href")).toBe(
      "/features/subgrid?audience=DE",
    )
  })

  test("links to the page of a feature or part if the question names only one", () => {
    draw(<QuestionReach question={{ ...question, features: question.features.slice(1), unknownNames: [] }} />)
    expect(screen.getByRole("link", { name: "Reach of B" }).getAttribute("href")).toBe(
      "/features/popover?audience=FR&part=a.b",
    )
  })
})

test("a column head sorts the list and keeps the other parameters, and the sorted column has aria-sort", () => {
  draw(
    <FeatureTable
      items={[]}
      audience="Germany"
      target={0.95}
      query={{ q: "grid", sort: "newest", page: 2 }}
    />,
  )
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

describe("the presets", () => {
  const response = { target: 0.975, total: 300, meetingTarget: 120, pageSize: 50 }
  const queryOf = (name: string) => target(screen.getByRole("link", { name }))

  test("keep the search and the group, and use the target as the minimum", () => {
    draw(
      <FeaturePresets response={response} query={{ group: "css", min: 50, baseline: "limited", page: 2 }} />,
    )
    const safe = { audience: "DE", group: "css", min: "97.5", sort: "newest" }
    expect(queryOf("Safe for us")).toEqual(safe)
    expect(queryOf("Newly safe")).toEqual({ ...safe, baseline: "newly" })
  })

  test("“Nearly safe” opens the page by reach with the first feature below the target", () => {
    const { rerender } = draw(<FeaturePresets response={response} query={{ group: "css" }} />)
    expect(queryOf("Nearly safe")).toEqual({ audience: "DE", group: "css", sort: "reach", page: "3" })
    rerender(<FeaturePresets response={response} query={{ min: 99 }} />)
    expect(screen.queryByRole("link", { name: "Nearly safe" })).toBeNull()
    rerender(<FeaturePresets response={{ ...response, meetingTarget: 300 }} query={{}} />)
    expect(screen.queryByRole("link", { name: "Nearly safe" })).toBeNull()
  })
})

test("each bar of the histogram sets the minimum reach, and is as high as its share of the largest bar", () => {
  const counts = [
    { from: 0, count: 5 },
    { from: 0.9, count: 10 },
    { from: 0.95, count: 20 },
  ]
  draw(<ReachHistogram counts={counts} query={{ q: "grid", min: "90%", page: 2 }} />)
  const bars = screen.getAllByRole("link")
  expect(bars.map((bar) => bar.textContent)).toEqual(["50%", "1090%", "2095%"])
  expect(bars.map((bar) => bar.querySelector("rect")?.getAttribute("height"))).toEqual(["25%", "50%", "100%"])
  expect(bars.map(target)).toEqual([
    { audience: "DE", q: "grid" },
    { audience: "DE", q: "grid", min: "90" },
    { audience: "DE", q: "grid", min: "95" },
  ])
  expect(bars[1]?.title).toBe("30 features with a reach of at least 90%")
  expect(bars.map((bar) => bar.getAttribute("aria-current"))).toEqual([null, "true", null])
})
