import { render, screen } from "@testing-library/react"
import React from "react"
import { VersionStrip } from "#components/charts/version-strip"

const rectangles = () =>
  [...document.querySelectorAll("rect")].map((rect) => ({
    fill: rect.getAttribute("fill") ?? rect.getAttribute("class"),
    x: rect.getAttribute("x") ?? "0%",
    width: rect.getAttribute("width"),
  }))

test("a strip shows lost versions first, each as wide as its share, with the small versions at both ends", () => {
  render(
    <VersionStrip
      name="Safari"
      share={0.2}
      reach={0.15}
      lost={0.05}
      versions={[
        { version: "15.6", share: 0.04, supported: false },
        { version: "26", share: 0.1, supported: true },
      ]}
    />,
  )
  expect(rectangles()).toEqual([
    { fill: "url(#lost)", x: "0%", width: "5%" },
    { fill: "url(#lost)", x: "5%", width: "20%" },
    { fill: "reached", x: "25%", width: "50%" },
    { fill: "reached", x: "75%", width: "25%" },
  ])
  expect(
    screen.getByRole("img", {
      name: "Versions of Safari: other 5.0% lost, 15.6 20.0% lost, 26 50.0% reached, other 25.0% reached",
    }),
  ).toBeDefined()
  expect([...document.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual([
    "15.6",
    "26",
    "other",
  ])
})
