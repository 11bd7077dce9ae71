import { render, screen, within } from "@testing-library/react"
import React from "react"
import { LivePanel } from "#components/features/live-panel"
import type { LiveResponse } from "#resources/live-resource"

const source = "https://webstatus.dev/features/grid"
const browsers = [{ id: "safari_ios", name: "Safari on iOS" }] as never
const full = {
  id: "grid",
  source,
  status: "available",
  scores: [{ browser: "safari_ios", stable: 0.987, experimental: null }],
  chromeUsage: 0.2345,
  positions: [{ vendor: "mozilla", position: "positive", url: "https://x.example/1" }],
  signals: { upvotes: 34, url: null },
} satisfies LiveResponse

function draw(data?: LiveResponse) {
  render(<LivePanel id="grid" browsers={browsers} data={data} />)
  return screen.queryByRole("region", { name: "Web Platform Dashboard" }) as HTMLElement
}

test("shows test results as text and in the name of the bar, and links to the source", () => {
  const panel = draw(full)
  const row = within(panel).getByRole("row", { name: /Safari on iOS/ })
  expect(row.textContent).toBe("Safari on iOS98.7%not tested")
  expect(within(row).getByRole("img", { name: "98.7% of tests" })).toBeDefined()
  expect(panel.textContent).toMatch(/23\.5% of page loads.*mozilla: positive.*34 votes/)
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    source,
    "https://x.example/1",
  ])
})

test("shows which data is missing", () => {
  const panel = draw({ ...full, scores: [], chromeUsage: null, positions: [], signals: null })
  expect(panel.textContent).toMatch(/No test results.*Not measured.*No positions recorded.*No votes recorded/)
})

test.each([undefined, "disabled", "unknown", "failed"] as const)("is absent without data: %s", (status) => {
  expect(draw(status && { id: "grid", source, status })).toBeNull()
  expect(document.body.textContent).toBe("")
})
