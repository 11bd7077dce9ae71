import { act, fireEvent, render, screen } from "@testing-library/react"
import React from "react"
import { hydrateRoot } from "react-dom/client"
import { renderToString } from "react-dom/server"
import { AddToStack } from "#components/stack/add-to-stack"
import { StackKeeper } from "#components/stack/stack-keeper"
import { StackLink } from "#components/stack/stack-link"
import { StackMembers } from "#components/stack/stack-members"
import { StackTools } from "#components/stack/stack-tools"
import { UnknownNames } from "#components/stack/unknown-names"
import { saveStack } from "#components/stack/use-stack"
import { AudienceProvider } from "#components/ui/audience-context"
import type { StackResponse } from "#resources/stack-resource"

jest.mock("gatsby", () => jest.requireActual("../gatsby"))

beforeEach(() => act(() => saveStack([])))

const page = (query: Record<string, unknown> = {}) => (
  <AudienceProvider query={query} search="">
    <StackLink />
    <AddToStack id="has" name=":has()" />
    <AddToStack id="grid" name="Grid" />
  </AudienceProvider>
)
const header = () => screen.getAllByRole("link")[0] as HTMLAnchorElement
const link = (name: RegExp) => screen.getByRole("link", { name })

test("adds features to the stack one by one, and the header counts them", () => {
  render(page({ audience: "DE" }))
  expect(header().textContent).toBe("Stack")
  expect(fireEvent.click(link(/Add to stack :has/))).toBe(false)
  fireEvent.click(link(/Add to stack Grid/))
  expect(header().textContent).toBe("Stack (2)")
  expect(header().getAttribute("href")).toBe("/stack?audience=DE&features=has%2Cgrid")
  expect(localStorage.getItem("stack")).toBe("has,grid")
  const added = link(/In your stack :has/)
  expect(added.getAttribute("href")).toBe("/stack?audience=DE&features=has%2Cgrid")
  expect(fireEvent.click(added)).toBe(true)
  expect(localStorage.getItem("stack")).toBe("has,grid")
})

test("follows the stack of another tab", () => {
  render(page())
  act(() => {
    localStorage.setItem("stack", "a,b,c")
    window.dispatchEvent(new StorageEvent("storage", { key: "stack" }))
  })
  expect(header().textContent).toBe("Stack (3)")
})

test("leaves a click that opens a new tab to the browser", () => {
  render(page())
  expect(fireEvent.click(link(/Add to stack Grid/), { ctrlKey: true })).toBe(true)
  expect(header().textContent).toBe("Stack")
})

test("a full stack opens the stack page, which shows the error", () => {
  const ids = Array.from({ length: 100 }, (_, index) => `f${index}`)
  act(() => saveStack(ids))
  render(page())
  expect(fireEvent.click(link(/Add to stack Grid/))).toBe(true)
  expect(link(/Add to stack Grid/).getAttribute("href")).toContain("f99%2Cgrid")
  expect(localStorage.getItem("stack")).not.toContain("grid")
})

test("keeps the stack of this page if the browser blocks the storage", () => {
  const blocked = () => {
    throw new DOMException("The storage is blocked.", "SecurityError")
  }
  const spies = [
    jest.spyOn(Storage.prototype, "getItem").mockImplementation(blocked),
    jest.spyOn(Storage.prototype, "setItem").mockImplementation(blocked),
  ]
  render(page())
  fireEvent.click(link(/Add to stack Grid/))
  expect(header().textContent).toBe("Stack (1)")
  for (const spy of spies) spy.mockRestore()
})

test("without scripts, the links carry the stack of the address; scripts then use the visitor's own", async () => {
  const container = document.createElement("div")
  document.body.append(container)
  container.innerHTML = renderToString(page({ features: "grid" }))
  const hrefs = () => [...container.querySelectorAll("a")].map((anchor) => anchor.getAttribute("href"))
  expect(hrefs()).toEqual(["/stack?features=grid", "/stack?features=grid%2Chas", "/stack?features=grid"])
  expect(container.textContent).toContain("Stack (1)")
  act(() => saveStack(["subgrid"]))
  const errors = jest.spyOn(console, "error").mockImplementation()
  const root = await act(async () => hydrateRoot(container, page({ features: "grid" })))
  expect(errors).not.toHaveBeenCalled()
  expect(hrefs()[1]).toBe("/stack?features=subgrid%2Chas")
  act(() => root.unmount())
  errors.mockRestore()
})

describe("the stack page", () => {
  const show = (features: string) => render(<StackKeeper features={features} />)
  const stored = () => localStorage.getItem("stack")

  test("keeps its stack if the visitor has none, or if it extends the visitor's own", () => {
    const { rerender } = show("has,grid")
    expect(stored()).toBe("has,grid")
    rerender(<StackKeeper features="has,grid,dialog" />)
    expect(stored()).toBe("has,grid,dialog")
  })

  test("never replaces another stack without a click", () => {
    act(() => saveStack(["dialog", "has"]))
    const { container } = show("has,grid")
    expect(stored()).toBe("dialog,has")
    expect(container.textContent).toContain("This is not your own stack, which has 2 features.")
    expect(link(/Open your stack/).getAttribute("href")).toBe("/stack?features=dialog%2Chas")
    expect(link(/add these features/).getAttribute("href")).toBe("/stack?features=dialog%2Chas%2Cgrid")
    fireEvent.click(screen.getByRole("button", { name: "Replace your stack" }))
    expect(stored()).toBe("has,grid")
    expect(container.textContent).toBe("")
  })

  test("removing a feature changes the own stack, but not the stack of someone else", () => {
    const member = (id: string) => ({ id, name: id, feature: id, reach: 1, partial: 0, lost: 0, cost: 0 })
    const response = {
      audience: { of: "known", unknown: 0.03 },
      features: [member("has"), member("grid")],
      reach: 1,
      partial: 0,
      lost: 0,
      target: 0.95,
    }
    render(<StackMembers response={response as unknown as StackResponse} />)
    fireEvent.click(link(/Remove has/))
    expect(stored()).toBe("")
    act(() => saveStack(["has", "grid"]))
    fireEvent.click(link(/Remove has/))
    expect(stored()).toBe("grid")
  })

  test("links to the data and the badge of the stack, which keep the audience", () => {
    render(
      <AudienceProvider query={{ audience: "DE" }} search="">
        <StackTools features="has,grid" />
      </AudienceProvider>,
    )
    expect(link(/View JSON/).getAttribute("href")).toBe("/api/stack?audience=DE&features=has%2Cgrid")
    expect(link(/Download CSV/).getAttribute("href")).toBe(
      "/api/stack?audience=DE&features=has%2Cgrid&format=csv",
    )
    expect(screen.getByAltText("Reach of this stack").getAttribute("src")).toBe(
      "/api/stack/badge.svg?audience=DE&features=has%2Cgrid",
    )
  })

  test("each suggestion for an unknown name is a link that adds the feature", () => {
    const suggestions = [
      { id: "has", name: ":has()" },
      { id: "grid", name: "Grid" },
    ]
    const elsewhere = [{ id: "hevc", title: "HEVC", url: "https://caniuse.com/hevc" }]
    const { container } = render(
      <UnknownNames
        features="dialog"
        names={[{ text: "hass", suggestions, elsewhere: elsewhere as never }]}
      />,
    )
    expect(container.textContent).toBe(
      "No feature is called “hass”. Did you mean :has() or Grid? Without support data here: HEVC on caniuse.",
    )
    expect(link(/Grid/).getAttribute("href")).toBe("/stack?features=dialog%2Cgrid")
  })
})
