import { render, screen } from "@testing-library/react"
import React from "react"
import { Blockers } from "../../../src/components/blockers"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

const browsers = [{ id: "chrome", name: "Chrome", share: 1 }]
const versions = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    browser: "chrome" as const,
    version: String(100 - place),
    share: 0.0055,
  }))
const others = () => screen.queryByText(/^Other versions/)?.textContent

test("where the list is cut, it says what the versions that are left out add up to", () => {
  render(<Blockers blockers={versions(20)} browsers={browsers} lost={0.144} />)
  expect(screen.getByText("The next 14")).toBeDefined()
  expect(others()).toBe("Other versions, together: 3.4%")
})

test.each([0.11, 0.11 + 1e-8])("of a list that is whole nothing is said (%d)", (lost) => {
  render(<Blockers blockers={versions(20)} browsers={browsers} lost={lost} />)
  expect(others()).toBeUndefined()
})
