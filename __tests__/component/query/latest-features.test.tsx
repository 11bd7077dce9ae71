import { act, render } from "@testing-library/react"
import { createGatsbyBrowser } from "gatsby-plugin-rtk-query/browser"
import React from "react"
import { Provider } from "react-redux"
import { useLatestFeatures } from "#app/latest-features"
import { QueryView } from "#components/ui/query-view"
import { api } from "#query/api"

interface Request {
  q: string | null
  isAborted: boolean
  answer(): void
}
let requests: Request[]
/** Every error that was drawn, however short. */
let failures: unknown[]

beforeEach(() => {
  requests = []
  failures = []
  window.fetch = ((url: string, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const q = new URL(url, "http://localhost").searchParams.get("q")
      let isAnswered = false
      const request: Request = {
        q,
        isAborted: false,
        answer() {
          isAnswered = true
          resolve({
            status: 200,
            ok: true,
            headers: new Headers(),
            json: async () => ({ total: q }),
          } as Response)
        },
      }
      signal.addEventListener("abort", () => {
        request.isAborted = !isAnswered
        reject(signal.reason)
      })
      requests.push(request)
    })) as typeof window.fetch
})

function List({ q }: { q: string }) {
  const result = useLatestFeatures({ q })
  if (result.error) failures.push(result.error)
  return <QueryView result={result}>{({ total }) => `answer to ${total}`}</QueryView>
}

function open() {
  const store = createGatsbyBrowser({ apis: [api] }).store
  const draw = (q: string) => (
    <Provider store={store}>
      <List q={q} />
    </Provider>
  )
  const { rerender, unmount } = render(draw("a"))
  return { ask: (q: string) => rerender(draw(q)), leave: unmount }
}
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)))
const seen = () => requests.map(({ q, isAborted }) => (isAborted ? `${q} aborted` : q))

test("a question that was aborted is asked again, and at no time called a failure", async () => {
  const { ask } = open()
  ask("ab")
  await settle()
  ask("a")
  expect(seen()).toEqual(["a aborted", "ab aborted", "a"])
  requests[2]?.answer()
  await settle()
  expect(document.body.textContent).toBe("answer to a")
  expect(failures).toEqual([])
})

test("what is asked again within one turn is answered as well", async () => {
  const { ask } = open()
  ask("ab")
  ask("a")
  await settle()
  requests.at(-1)?.answer()
  await settle()
  expect(document.body.textContent).toBe("answer to a")
})

test("leaving the page aborts its question; one that is answered is left as it is", async () => {
  const first = open()
  first.leave()
  expect(seen()).toEqual(["a aborted"])
  const second = open()
  requests[1]?.answer()
  await settle()
  second.leave()
  expect(seen()).toEqual(["a aborted", "a"])
})
