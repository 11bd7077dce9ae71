import { render, screen } from "@testing-library/react"
import React from "react"
import { VersionStrip } from "#components/charts/version-strip"

const rectangles = () =>
  [...document.querySelectorAll("rect")].map((rect) => ({
    fill: rect.getAttribute("fill") ?? rect.getAttribute("class"),
    x: rect.getAttribute("x") ?? "0%",
    width: rect.getAttribute("width"),
  }))

test("a strip shows lost versions first, then versions with partial support, each as wide as its share, with the small versions at both ends", () => {
  render(
    <VersionStrip
      name="Safari"
      share={0.2}
      reach={0.1}
      partial={0.05}
      lost={0.05}
      versions={[
        { version: "15.6", share: 0.04, support: "none" },
        { version: "17", share: 0.05, support: "partial" },
        { version: "26", share: 0.08, support: "full" },
      ]}
    />,
  )
  expect(rectangles()).toEqual([
    { fill: "url(#lost)", x: "0%", width: "5%" },
    { fill: "url(#lost)", x: "5%", width: "20%" },
    { fill: "url(#partial)", x: "25%", width: "25%" },
    { fill: "reached", x: "50%", width: "40%" },
    { fill: "reached", x: "90%", width: "10%" },
  ])
  expect(
    screen.getByRole("img", {
      name: "Versions of Safari: other 5.0% not supported, 15.6 20.0% not supported, 17 25.0% partly supported, 26 40.0% supported, other 10.0% supported",
    }),
  ).toBeDefined()
  expect([...document.querySelectorAll("text")].map(({ textContent }) => textContent)).toEqual([
    "15.6",
    "17",
    "26",
    "other",
  ])
})
