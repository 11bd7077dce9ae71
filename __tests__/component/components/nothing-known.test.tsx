import { render, screen } from "@testing-library/react"
import React from "react"
import { Blockers } from "#components/charts/blockers"
import { FeatureBrowsers } from "#components/features/feature-browsers"

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
