import { render, screen, within } from "@testing-library/react"
import React from "react"
import { BaselineYears } from "#components/charts/baseline-years"
import { Doors } from "#components/home/doors"
import { HomeVerdict } from "#components/home/home-verdict"
import { AudienceProvider } from "#components/ui/audience-context"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const years = [
  { year: 2022, share: 0.961 },
  { year: 2023, share: 0.93 },
  { year: 2024, share: 0.687 },
]
const world = { label: "World", years: years.map(({ year, share }) => ({ year, share: share - 0.02 })) }
const baseline = { widely: 0.914, newly: 0.687, years, targetYear: 2022 }
const audience = {
  id: "DE",
  label: "Germany",
  browsers: null,
  note: null,
  of: "known" as const,
  unknown: 0.038,
  notMeasured: [],
}

const draw = (element: React.ReactNode, of?: string) =>
  render(
    <AudienceProvider query={{ audience: "DE", of }} search="">
      {element}
    </AudienceProvider>,
  )

describe("the verdict of the home page", () => {
  test("names the newest Baseline year that meets the target, with its share", () => {
    const { container } = draw(<HomeVerdict audience={audience} baseline={baseline} target={0.95} />)
    expect(container.querySelector("p")?.textContent).toBe(
      "Baseline 2022 is the newest year that meets your 95% target: 96.1% of visits from Germany support everything that was Newly available by its end.",
    )
    expect(container.textContent).toContain("Another 3.8% of visits can’t be identified.")
  })

  test("explains a target that unidentified visits make impossible", () => {
    const all = { ...audience, of: "all" as const }
    draw(<HomeVerdict audience={all} baseline={{ ...baseline, targetYear: null }} target={0.97} />, "all")
    expect(screen.getByText(/^No Baseline year/).closest("p")?.textContent).toContain("meets your 97% target")
    const link = screen.getByRole("link", { name: "Count identified visits only" })
    expect(link.getAttribute("href")).toBe("/?audience=DE")
  })

  test("shows no figures for an audience without support data, and what its visits are", () => {
    const explorer = { id: "ie", name: "Internet Explorer", versions: ["11"], share: 0.002 }
    const unmeasured = { ...audience, of: "all" as const, unknown: 1, notMeasured: [explorer] }
    const { container } = draw(
      <HomeVerdict audience={unmeasured} baseline={{ ...baseline, targetYear: null }} target={0.95} />,
    )
    expect(container.textContent).toContain("No figures: this audience has no browser with support data.")
    expect(container.textContent).toContain("Internet Explorer 11: 0.2% of all visits")
    expect(container.textContent).not.toContain("Baseline")
    const link = screen.getByRole("link", { name: "What its visits are" })
    expect(link.getAttribute("href")).toBe("/audiences/DE?audience=DE#unknown")
  })

  test("lists the browsers of the query that are not measured", () => {
    const mini = { id: "op_mini", name: "Opera Mini", versions: ["all"], share: 0.01 }
    const { container } = draw(
      <HomeVerdict audience={{ ...audience, notMeasured: [mini] }} baseline={baseline} target={0.95} />,
    )
    expect(container.textContent).toContain("Opera Mini all: 1.0% of all visits")
  })
})

test("the three doors keep the audience", () => {
  draw(<Doors audience={audience} target={0.9} />)
  const hrefs = ["Look up features", "Choose an audience", "Import your visitors"].map((name) =>
    screen.getByRole("link", { name }).getAttribute("href"),
  )
  expect(hrefs).toEqual(["/features?audience=DE", "/audiences?audience=DE", "/audiences/new?audience=DE"])
  expect(screen.getByText(/meets your 90% target/)).toBeDefined()
})

describe("the reach of each Baseline year", () => {
  test("is drawn as steps on an axis that starts below the smallest share", () => {
    const { container } = draw(<BaselineYears years={years} />)
    const tops = [...container.querySelectorAll("svg > rect")].map((rect) => Number(rect.getAttribute("y")))
    // The y coordinate is 230 for 60% and 24 for 100%.
    expect(tops.map((y) => 0.6 + ((230 - y) / 206) * 0.4)).toEqual(
      years.map(({ share }) => expect.closeTo(share)),
    )
    expect(container.textContent).toContain("The axis starts at 60%.")
    const ticks = [...container.querySelectorAll("text")].map(({ textContent }) => textContent)
    expect(ticks.slice(0, 5)).toEqual(["100%", "90%", "80%", "70%", "60%"])
  })

  test("has the target, Widely available and another audience beside it", () => {
    const { container } = draw(<BaselineYears years={years} target={0.5} widely={0.914} compared={world} />)
    expect(container.textContent).toContain("Target: 50%")
    expect(container.textContent).toContain("Widely available: 91.4%")
    expect(container.textContent).toContain("The axis starts at 40%. Dotted line: World.")
    expect(container.querySelectorAll("svg svg path")).toHaveLength(2)
    const row = within(container).getByRole("row", { name: /2023/ })
    expect(row.textContent).toBe("202393.0%91.0%")
  })
})
