import { render, screen } from "@testing-library/react"
import React from "react"
import { Blockers } from "../../../src/components/blockers"
import { FeatureBrowsers } from "../../../src/components/feature-browsers"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const chrome = {
  id: "chrome" as const,
  name: "Chrome",
  supportedSince: "105",
  supportedSinceDate: "2022-09-02",
  share: 0,
  reach: 0,
  lost: 0,
  versions: [],
}

test("of an audience without a known browser nothing is said of who has a feature", () => {
  render(
    <>
      <Blockers blockers={[]} browsers={[chrome]} />
      <FeatureBrowsers browsers={[chrome]} />
    </>,
  )
  expect(screen.getByText("This cannot be said: no browser of this audience is known.")).toBeDefined()
  expect(screen.getByText("No browser of this audience is known.")).toBeDefined()
  expect(screen.queryByText(/every known browser/)).toBeNull()
  expect(screen.queryByRole("table")).toBeNull()
})

test("where every known browser has a feature, this is said", () => {
  render(<Blockers blockers={[]} browsers={[{ ...chrome, share: 1 }]} />)
  expect(screen.getByText("None: every known browser of this audience has it.")).toBeDefined()
})
