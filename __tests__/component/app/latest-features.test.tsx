import { act, render } from "@testing-library/react"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React from "react"
import { Provider } from "react-redux"
import { useLatestFeatures } from "#app/latest-features"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"

type PendingRequest = {
  q: string | null
  isAborted: boolean
  respond(): void
}
let requests: PendingRequest[]
/** The errors of all renderings. */
let errors: unknown[]

beforeEach(() => {
  requests = []
  errors = []
  window.fetch = ((url: string, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const q = new URL(url, "http://localhost").searchParams.get("q")
      let hasResponse = false
      const request: PendingRequest = {
        q,
        isAborted: false,
        respond() {
          hasResponse = true
          resolve({
            status: 200,
            ok: true,
            headers: new Headers(),
            json: async () => ({ total: q }),
          } as Response)
        },
      }
      signal.addEventListener("abort", () => {
        request.isAborted = !hasResponse
        reject(signal.reason)
      })
      requests.push(request)
    })) as typeof window.fetch
})

function List({ q }: { q: string }) {
  const result = useLatestFeatures({ q })
  if (result.error) errors.push(result.error)
  return <QueryView result={result}>{({ total }) => `features for ${total}`}</QueryView>
}

function open() {
  const store = createGatsbyBrowser({ apis: [api] }).store
  const page = (q: string) => (
    <Provider store={store}>
      <List q={q} />
    </Provider>
  )
  const { rerender, unmount } = render(page("a"))
  return { search: (q: string) => rerender(page(q)), leave: unmount }
}
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)))
const requested = () => requests.map(({ q, isAborted }) => (isAborted ? `${q} aborted` : q))

test("requests an aborted query again, and never shows an error for it", async () => {
  const { search } = open()
  search("ab")
  await settle()
  search("a")
  expect(requested()).toEqual(["a aborted", "ab aborted", "a"])
  requests[2]?.respond()
  await settle()
  expect(document.body.textContent).toBe("features for a")
  expect(errors).toEqual([])
})

test("shows the result of a query that is replaced and needed again before its abort is handled", async () => {
  const { search } = open()
  search("ab")
  search("a")
  await settle()
  requests.at(-1)?.respond()
  await settle()
  expect(document.body.textContent).toBe("features for a")
})

test("leaving the page aborts a pending request, but not a completed one", async () => {
  const first = open()
  first.leave()
  expect(requested()).toEqual(["a aborted"])
  const second = open()
  requests[1]?.respond()
  await settle()
  second.leave()
  expect(requested()).toEqual(["a aborted", "a"])
})
