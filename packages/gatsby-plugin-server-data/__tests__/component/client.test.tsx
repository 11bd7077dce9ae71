import { render, screen } from "@testing-library/react"
import React from "react"
import { drawOutcomes, type OutcomePageProps, outcomeOf, titleOf } from "../../src/client"

jest.mock("gatsby", () => ({ navigate: jest.fn(), withPrefix: (path: string) => path }))

const OutcomePage = ({ outcome, typed, pathname, address }: OutcomePageProps) => (
  <p>{[outcome.title, JSON.stringify(typed), pathname, address].join(" ")}</p>
)
const wrapPageElement = drawOutcomes(OutcomePage)
const draw = (serverData: unknown, pathname = "/echo") => {
  const props = { serverData, location: { pathname, key: "k" } } as unknown as Parameters<
    typeof wrapPageElement
  >[0]["props"]
  return render(wrapPageElement({ element: <p>the page</p>, props }))
}

const outcome = { status: 400, title: "Bad Request", detail: "No." } as const

test("the address is the page's even where Gatsby's router has encoded its path twice", () => {
  draw({ outcome, typed: {} }, "/echo/a%253Db")
  expect(screen.getByText("Bad Request {} /echo/a%3Db /echo/a%3Db")).toBeTruthy()
})

test.each([
  ["never", "/echo/a"],
  ["always", "/echo/a/"],
])("the address has the trailing slash of the site (%s), whichever Gatsby has", (trailingSlash, path) => {
  Object.assign(globalThis, { __TRAILING_SLASH__: trailingSlash })
  for (const pathname of ["/echo/a", "/echo/a/"]) {
    const { unmount } = draw({ outcome, typed: { q: "1" } }, pathname)
    expect(screen.getByText(`Bad Request {"q":"1"} ${path} ${path}?q=1`)).toBeTruthy()
    unmount()
  }
  Reflect.deleteProperty(globalThis, "__TRAILING_SLASH__")
})

test.each([[undefined], [null], [{ outcome: "a prop of this name" }], [{ items: [] }]])(
  "with %p the page itself is drawn",
  (serverData) => {
    draw(serverData)
    expect(screen.getByText("the page")).toBeTruthy()
    expect(outcomeOf(serverData)).toBeUndefined()
  },
)

test("a title is the outcome's, and the page's own is asked for only where there are props", () => {
  const title = jest.fn(({ name }: { name: string }) => name)
  expect(titleOf({ outcome, typed: {} } as unknown as { name: string }, title)).toBe("Bad Request")
  expect(title).not.toHaveBeenCalled()
  expect(titleOf({ name: "Grid" }, title)).toBe("Grid")
})
