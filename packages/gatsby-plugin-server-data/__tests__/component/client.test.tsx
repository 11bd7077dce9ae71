import { render, screen } from "@testing-library/react"
import React from "react"
import { type ErrorPageProps, errorOf, titleOf } from "../../src/client"
import { createWrapPageElement } from "../../src/wrap-page-element"

jest.mock("gatsby", () => ({ navigate: jest.fn(), withPrefix: (path: string) => path }))

const ErrorPage = ({ error, rawQuery, pathname, retryUrl }: ErrorPageProps) => (
  <p>{[error.title, JSON.stringify(rawQuery), pathname, retryUrl].join(" ")}</p>
)
const wrapPageElement = createWrapPageElement(ErrorPage)
const draw = (serverData: unknown, pathname = "/echo") => {
  const props = { serverData, location: { pathname, key: "k" } } as unknown as Parameters<
    typeof wrapPageElement
  >[0]["props"]
  return render(wrapPageElement({ element: <p>the page</p>, props }))
}

const error = { status: 400, code: "bad-request", title: "Bad Request", detail: "No." } as const

test("pathname and retryUrl are the page's even if Gatsby's router has encoded its path twice", () => {
  draw({ error, rawQuery: {} }, "/echo/a%253Db")
  expect(screen.getByText("Bad Request {} /echo/a%3Db /echo/a%3Db")).toBeTruthy()
})

test.each([
  ["never", "/echo/a"],
  ["always", "/echo/a/"],
])("pathname and retryUrl have the trailing slash of the site (%s)", (trailingSlash, path) => {
  Object.assign(globalThis, { __TRAILING_SLASH__: trailingSlash })
  for (const pathname of ["/echo/a", "/echo/a/"]) {
    const { unmount } = draw({ error, rawQuery: { q: "1" } }, pathname)
    expect(screen.getByText(`Bad Request {"q":"1"} ${path} ${path}?q=1`)).toBeTruthy()
    unmount()
  }
  Reflect.deleteProperty(globalThis, "__TRAILING_SLASH__")
})

test.each([[undefined], [null], [{ error: "a prop of this name" }], [{ items: [] }]])(
  "with %p the page itself is shown",
  (serverData) => {
    draw(serverData)
    expect(screen.getByText("the page")).toBeTruthy()
    expect(errorOf(serverData)).toBeUndefined()
  },
)

test("titleOf returns the error's title without calling title", () => {
  const title = jest.fn(({ name }: { name: string }) => name)
  expect(titleOf({ error, rawQuery: {} } as unknown as { name: string }, title)).toBe("Bad Request")
  expect(title).not.toHaveBeenCalled()
  expect(titleOf({ name: "Grid" }, title)).toBe("Grid")
})
