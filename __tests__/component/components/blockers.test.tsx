import { render, screen, within } from "@testing-library/react"
import React from "react"
import { Blockers } from "#components/charts/blockers"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const safari = {
  browser: "safari_ios",
  name: "Safari on iOS",
  share: 0.012,
  partial: 0.002,
  lost: 0.01,
  before: "18.3",
  versions: [
    { version: "16.6", share: 0.009, support: "none" as const },
    { version: "18.2", share: 0.002, support: "partial" as const },
  ],
}

test("shows the visits of a browser before the first version with full support, with its versions inside", () => {
  render(<Blockers blocked={[safari]} reach={0.9} noteOn={(_, version) => ` (note on ${version})`} />)
  const [browser] = screen.getAllByRole("group")
  const summary = browser?.querySelector("summary")
  expect(summary?.textContent).toBe("Safari on iOS before 18.30.2% partly supported1.0% not supported")
  expect(
    within(browser as HTMLElement)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual([
    "Safari on iOS 16.6: 0.9% not supported (note on 16.6)",
    "Safari on iOS 18.2: 0.2% partly supported (note on 18.2)",
    "All other versions: 0.1%",
  ])
})

test("draws partial and no support of all visits, each with its pattern", () => {
  render(<Blockers blocked={[safari]} reach={0.9} />)
  const rectangles = [...document.querySelectorAll("rect")]
  expect(rectangles.map((rect) => [rect.getAttribute("fill"), rect.getAttribute("width")])).toEqual([
    ["url(#partial)", "0.2%"],
    ["url(#lost)", "1%"],
  ])
})

test("names a browser without full support in any version, and shows no rounding error as other versions", () => {
  const share = 0.011 + 1e-8
  render(<Blockers blocked={[{ ...safari, share, before: null }]} reach={0} />)
  expect(screen.getByText("Safari on iOS, all versions")).toBeDefined()
  expect(screen.queryByText(/^All other versions/)).toBeNull()
})

test("puts browsers after the sixth into a list that opens", () => {
  const blocked = Array.from({ length: 8 }, (_, index) => ({ ...safari, browser: `browser-${index}` }))
  render(<Blockers blocked={blocked} reach={0.9} />)
  const more = screen.getByText("Show 2 more browsers").closest("details")
  expect(more?.querySelectorAll("details")).toHaveLength(2)
})
