import { cleanup, fireEvent, render, screen, within } from "@testing-library/react"
import React from "react"
import { LivePanel } from "../../../src/components/live-panel"
import type { LiveResponse } from "../../../src/resources/live"

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
  return { refetch, panel: screen.getByRole("region", { name: "On the Web Platform Dashboard" }) }
}

test("says what browsers pass, in text and in the picture's name, and where it is from", () => {
  const { panel } = draw({ data: full })
  const row = within(panel).getByRole("row", { name: /Safari on iOS/ })
  expect(row.textContent).toBe("Safari on iOS98.7%not tested")
  expect(within(row).getByRole("img", { name: "98.7% of tests" })).toBeDefined()
  expect(panel.textContent).toMatch(/23\.5% of page loads.*mozilla: positive.*34 developers want it/)
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    source,
    "https://x.example/1",
  ])
})

test("says of each part that it is missing", () => {
  const { panel } = draw({ data: { ...full, scores: [], chromeUsage: null, positions: [], signals: null } })
  expect(panel.textContent).toMatch(/no test results.*It is not counted.*None is known.*They are not asked/)
})

test.each([
  [{ isFetching: true }, /are not here yet/, false],
  [{ data: { id: "grid", source, status: "disabled" } }, /this site does not ask the dashboard/, false],
  [{ data: { id: "grid", source, status: "unknown" } }, /does not know this feature/, false],
  [{ data: { id: "grid", source, status: "failed" } }, /does not answer properly now/, true],
  [{ error: { status: 0 } }, /could not be loaded/, true],
] as const)("%j is said in a sentence that names what is missing", (result, sentence, canRetry) => {
  const { panel, refetch } = draw(result)
  expect(screen.getByRole("status").textContent).toMatch(/^Test results, .* votes are /)
  expect(panel.textContent).toMatch(sentence)
  expect(screen.getByRole("link").getAttribute("href")).toBe(source)
  const button = screen.queryByRole("button", { name: "Try again" })
  expect(button !== null).toBe(canRetry)
  if (button) fireEvent.click(button)
  expect(refetch).toHaveBeenCalledTimes(canRetry ? 1 : 0)
})

test.each([{ data: { id: "grid", source, status: "failed" } } as const, { error: { status: 0 } }])(
  "while it asks again after %j, the button keeps the focus and does nothing; what comes is told",
  (result) => {
    const { panel, refetch } = draw({ ...result, isFetching: true })
    const button = screen.getByRole("button", { name: "Try again" })
    button.focus()
    fireEvent.click(button)
    expect(refetch).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(button)
    expect(panel.textContent).toContain("are not here yet")
    cleanup()
    draw({ data: full })
    expect(screen.getByRole("status").textContent).toBe("It is all here.")
  },
)
