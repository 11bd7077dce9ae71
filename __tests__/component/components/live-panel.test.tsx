import { cleanup, fireEvent, render, screen, within } from "@testing-library/react"
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

function draw(result: { data?: LiveResponse; error?: unknown; isFetching?: boolean }) {
  const refetch = jest.fn()
  render(<LivePanel id="grid" browsers={browsers} result={{ isFetching: false, refetch, ...result }} />)
  return { refetch, panel: screen.getByRole("region", { name: "Web Platform Dashboard" }) }
}

test("shows test results as text and in the name of the bar, and links to the source", () => {
  const { panel } = draw({ data: full })
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
  const { panel } = draw({ data: { ...full, scores: [], chromeUsage: null, positions: [], signals: null } })
  expect(panel.textContent).toMatch(/No test results.*Not measured.*No positions recorded.*No votes recorded/)
})

test.each([
  [{ isFetching: true }, /^Loading test results/, false],
  [{ data: { id: "grid", source, status: "disabled" } }, /^This site does not load data/, false],
  [{ data: { id: "grid", source, status: "unknown" } }, /has no data for this feature/, false],
  [{ data: { id: "grid", source, status: "failed" } }, /^Couldn’t load .* from webstatus\.dev/, true],
  [{ error: { status: 0 } }, /^Couldn’t load .*Check your connection/, true],
] as const)("explains why the data is missing: %j", (result, reason, canRetry) => {
  const { refetch } = draw(result)
  expect(screen.getByRole("status").textContent).toMatch(reason)
  expect(screen.getByRole("link").getAttribute("href")).toBe(source)
  const button = screen.queryByRole("button", { name: "Try again" })
  expect(button !== null).toBe(canRetry)
  if (button) fireEvent.click(button)
  expect(refetch).toHaveBeenCalledTimes(canRetry ? 1 : 0)
})

test.each([{ data: { id: "grid", source, status: "failed" } } as const, { error: { status: 0 } }])(
  "while it retries after %j, the button keeps the focus and is inactive; new data is announced",
  (result) => {
    const { panel, refetch } = draw({ ...result, isFetching: true })
    const button = screen.getByRole("button", { name: "Try again" })
    button.focus()
    fireEvent.click(button)
    expect(refetch).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(button)
    expect(panel.textContent).toContain("Loading test results")
    cleanup()
    draw({ data: full })
    expect(screen.getByRole("status").textContent).toBe("Loaded.")
  },
)
