import { act, render } from "@testing-library/react"
import React from "react"
import { hydrateRoot } from "react-dom/client"
import { renderToString } from "react-dom/server"
import { DataAge } from "#components/ui/data-age"

const published = "2026-01-01"

beforeEach(() => jest.useFakeTimers({ doNotFake: ["queueMicrotask", "setImmediate"] }))
afterEach(() => jest.useRealTimers())

test.each([
  ["2026-01-01T20:00:00Z", "Published on 2026-01-01. Today.", false],
  ["2026-01-02T08:00:00Z", "Published on 2026-01-01. 1 day ago.", false],
  ["2026-03-01T08:00:00Z", "Published on 2026-01-01. 59 days ago.", false],
  ["2026-03-02T08:00:00Z", "Published on 2026-01-01. 60 days ago (outdated).", true],
])("on %s it shows: %s", (now, text, warns) => {
  jest.setSystemTime(new Date(now))
  const { container } = render(<DataAge published={published} />)
  expect(container.textContent).toBe(text)
  expect(container.querySelector("strong") !== null).toBe(warns)
})

test("the server HTML has only the date, and hydration reports no mismatch", async () => {
  jest.setSystemTime(new Date("2026-01-01"))
  const container = document.createElement("div")
  container.innerHTML = renderToString(<DataAge published={published} />)
  expect(container.textContent).toBe("Published on 2026-01-01. ")
  jest.setSystemTime(new Date("2026-04-01"))
  const onRecoverableError = jest.fn()
  await act(async () => {
    hydrateRoot(container, <DataAge published={published} />, { onRecoverableError })
  })
  expect(container.textContent).toContain("90 days ago")
  expect(onRecoverableError).not.toHaveBeenCalled()
})
