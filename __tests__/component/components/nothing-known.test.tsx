import { render, screen } from "@testing-library/react"
import React from "react"
import { AudienceDetails } from "#components/audiences/audience-details"
import { Blockers } from "#components/charts/blockers"
import { FeatureBrowsers } from "#components/features/feature-browsers"
import { FeatureTable } from "#components/features/feature-table"
import { NoFeatures } from "#components/features/no-features"
import { QuestionReach } from "#components/features/question-reach"
import { StackDetails } from "#components/stack/stack-details"
import { resources } from "#resources"
import { provideCatalog } from "../../support/inputs/catalog"

provideCatalog()

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const chrome = {
  id: "chrome" as const,
  name: "Chrome",
  supportedSince: "105",
  supportedSinceDate: "2022-09-02",
  partialSince: null,
  share: 0,
  reach: 0,
  partial: 0,
  lost: 0,
  versions: [],
}

test("shows no support data for an audience without known browsers", () => {
  render(
    <>
      <Blockers blocked={[]} reach={0} />
      <FeatureBrowsers browsers={[chrome]} />
    </>,
  )
  expect(screen.getAllByText("No data: every browser in this audience is unknown.")).toHaveLength(2)
  expect(screen.queryByText(/Every known browser/)).toBeNull()
  expect(screen.queryByRole("table")).toBeNull()
})

test("reports that every known browser supports a feature", () => {
  render(<Blockers blocked={[]} reach={1} />)
  expect(screen.getByText("None. Every known browser in this audience supports it.")).toBeDefined()
})

describe("an audience without support data", () => {
  const noFigures = "No figures: this audience has no browser with support data."

  test("shows no figures for a stack", async () => {
    const response = await resources.stack.resolve({ features: "grid,css.selectors.has", audience: "CX" })
    const { container } = render(<StackDetails response={response} browsers={[]} />)
    expect(container.textContent).toContain(noFigures)
    expect(container.textContent).not.toMatch(/\d%/)
    expect(screen.getAllByRole("cell", { name: "no data" })).toHaveLength(2)
  })

  test("shows no figures on its own page, only what its visits are", async () => {
    const response = await resources.audience.resolve({ slug: "CX" })
    const { container } = render(<AudienceDetails response={response} chosen={response} />)
    expect(container.textContent).toContain(noFigures)
    expect(container.textContent).not.toMatch(/short of|Recommended|Baseline/)
    expect(screen.getByRole("heading", { name: "What the unknown visits are" })).toBeDefined()
  })

  test("lists features without figures, and the browsers of the query", async () => {
    const query = { audience: "DE", browsers: "ie 11", q: "grid, has" }
    const { items, question, target } = await resources.features.resolve(query)
    const { container } = render(
      <>
        {question && <QuestionReach question={question} />}
        <FeatureTable items={items} audience="Germany" target={target} query={query} />
      </>,
    )
    expect(container.textContent).toContain(noFigures)
    expect(container.textContent).toContain("Internet Explorer 11: <0.1% of all visits")
    expect(container.textContent).not.toMatch(/short|0\.0%/)
    expect(screen.getAllByRole("cell", { name: "no data" })).toHaveLength(items.length)
  })

  test("does not offer identified visits as the basis, because all visits are unidentified", () => {
    const { container } = render(
      <NoFeatures
        audience={{ of: "all", unknown: 1 }}
        values={{ min: 97 }}
        options={{ groups: [], snapshots: [] }}
        total={0}
        pageSize={50}
        without={{ min: 1204 }}
      />,
    )
    expect(container.textContent).toContain("Minimum reach: 97%: 1204 features")
    expect(screen.queryByText(/identified visits/)).toBeNull()
  })
})

test.each(["stack", "audience"])(
  "the page of a %s explains a target that the basis makes impossible",
  async (page) => {
    const choice = { of: "all" as const, target: 99 }
    if (page === "stack") {
      const response = await resources.stack.resolve({ features: "grid", audience: "DE", ...choice })
      render(<StackDetails response={response} browsers={[]} />)
    } else {
      const response = await resources.audience.resolve({ slug: "DE", ...choice })
      render(<AudienceDetails response={response} chosen={response} />)
    }
    const link = screen.getByRole("link", { name: "Count identified visits only" })
    expect(link.getAttribute("href")).toBe(page === "stack" ? "/stack?features=grid" : "/audiences/DE")
  },
)
