import { render, screen } from "@testing-library/react"
import React from "react"
import { Blockers } from "#components/charts/blockers"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const browsers = [{ id: "chrome", name: "Chrome", share: 1 }]
const versions = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    browser: "chrome" as const,
    version: String(100 - index),
    share: 0.0055,
  }))
const others = () => screen.queryByText(/^All others/)?.textContent

test("shows the sum of the versions that a cut list leaves out", () => {
  render(<Blockers blockers={versions(20)} browsers={browsers} lost={0.144} />)
  expect(screen.getByText("Show 14 more")).toBeDefined()
  expect(others()).toBe("All others: 3.4%")
})

test.each([0.11, 0.11 + 1e-8])("shows no sum below a complete list (lost: %d)", (lost) => {
  render(<Blockers blockers={versions(20)} browsers={browsers} lost={lost} />)
  expect(others()).toBeUndefined()
})
