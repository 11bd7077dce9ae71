import { tagOf } from "../../../src/query/resource-api"
import type { DehydratedState } from "../../../src/query/ssr/dehydrate"
import { hydrate } from "../../../src/query/ssr/hydrate"
import { createNewest } from "../../../src/query/ssr/newest"
import { createTabStore } from "../../../src/query/ssr/store"
import { api as fixture, visitorClocks } from "./fixture"

const api = fixture.injectEndpoints({
  endpoints: (build) => ({
    rename: build.mutation<null, string>({
      query: (id) => ({ resource: "book", args: { id }, write: { method: "PUT" } }),
      // Somebody else has saved it meanwhile.
      invalidatesTags: (_saved, error, id) => (error && "status" in error ? [tagOf("book", id)] : []),
    }),
  }),
})
const { book } = api.endpoints
const key = 'book({"id":"a"})'
const start = 1_000_000_000

beforeEach(() => jest.useFakeTimers({ now: start, doNotFake: ["nextTick", "queueMicrotask"] }))
afterEach(() => jest.useRealTimers())

const bookOf = (title: string) => ({ id: "a", title, next: "b" })

/** A tab whose server answers with what `answers` has next. */
function tab() {
  const answers: { title: string; answered?: number }[] = []
  const newest = createNewest(api)
  const store = createTabStore({
    api,
    ask: async ({ write }) => {
      if (write) return { error: { status: 412, detail: "Somebody else has saved it." } }
      const { title, ...meta } = answers.shift() ?? { title: "none" }
      return { data: bookOf(title), meta }
    },
    middleware: [newest.middleware],
  })
  return {
    store,
    take: (fulfilledTimeStamp: number, title: string) => {
      const query = {
        endpointName: "book",
        originalArgs: { id: "a" },
        data: bookOf(title),
        fulfilledTimeStamp,
        tags: [tagOf("book", "a")],
      }
      hydrate(api, store, { queries: { [key]: query } } satisfies DehydratedState, newest)
    },
    /** Asks again; resolves to what then is shown. */
    async refetch(answer: { title: string; answered?: number }) {
      answers.push(answer)
      const running = store.dispatch(book.initiate({ id: "a" }, { forceRefetch: true }))
      await running
      running.unsubscribe()
      return shown()
    },
    shown,
  }
  function shown() {
    const { data, fulfilledTimeStamp, status } = book.select({ id: "a" })(store.getState() as never)
    return { title: data?.title, at: fulfilledTimeStamp, status }
  }
}

describe.each(visitorClocks)("with a visitor's clock that is %s", (_, differs) => {
  const atServer = () => Date.now() - differs

  test("an answer that a cache kept since before the page does not replace what it shows", async () => {
    const { take, refetch, shown } = tab()
    take(atServer(), "page")
    const before = shown()
    jest.advanceTimersByTime(90_000)
    expect(await refetch({ title: "older", answered: atServer() - 100_000 })).toEqual(before)
    expect(await refetch({ title: "newer", answered: atServer() - 80_000 })).toMatchObject({ title: "newer" })
    expect(await refetch({ title: "older", answered: atServer() - 85_000 })).toMatchObject({ title: "newer" })
  })

  test("an older page does not replace what was asked since, also after the cache has let it go", async () => {
    const { take, refetch, shown } = tab()
    const made = atServer()
    take(made, "page")
    jest.advanceTimersByTime(60_000)
    await refetch({ title: "answer", answered: atServer() - 10_000 })
    take(made + 40_000, "between")
    expect(shown().title).toBe("answer")
    jest.advanceTimersByTime(900_000)
    expect(shown().title).toBeUndefined()
    take(made + 40_000, "between")
    expect(shown().title).toBeUndefined()
    take(made + 60_000, "later")
    expect(shown().title).toBe("later")
  })

  test("after a save the next answer counts, whatever it says of its age", async () => {
    const { store, take, refetch } = tab()
    take(atServer(), "page")
    jest.advanceTimersByTime(60_000)
    store.dispatch(api.util.invalidateTags([]))
    // Another server's clock is a little behind.
    expect((await refetch({ title: "saved", answered: atServer() - 60_001 })).title).toBe("saved")
  })
})

test("what a refused save outdated does not come back with an earlier page", async () => {
  const { store, take, shown } = tab()
  take(start, "page")
  jest.advanceTimersByTime(60_000)
  await store.dispatch(api.endpoints.rename.initiate("a"))
  expect(shown().title).toBeUndefined()
  take(start, "page")
  expect(shown().title).toBeUndefined()
  take(start + 60_001, "later")
  expect(shown().title).toBe("later")
})

test("an answer out of a cache is as old as it was made, by the tab's clock, so that it is asked again in time", async () => {
  const { store, take, refetch } = tab()
  take(start - 600_000, "page")
  expect(await refetch({ title: "kept", answered: start - 200_000 })).toEqual({
    title: "kept",
    at: start - 200_000,
    status: "fulfilled",
  })
  jest.advanceTimersByTime(100_000)
  await store.dispatch(book.initiate({ id: "a" }, { forceRefetch: 300 }))
  expect(book.select({ id: "a" })(store.getState() as never).data?.title).toBe("none")
})

test("an answer from the visitor's future is as new as its arrival", async () => {
  const { refetch } = tab()
  expect(await refetch({ title: "fresh", answered: start + 600 })).toMatchObject({ at: start })
})

test("the whole seconds of an answer's Date do not count as a difference of the clocks", async () => {
  const { store, take, refetch, shown } = tab()
  await refetch({ title: "fresh", answered: start + 999 })
  jest.advanceTimersByTime(500)
  store.dispatch(api.util.invalidateTags(["book"]))
  jest.advanceTimersByTime(1_000)
  take(start + 1_400, "page")
  expect(shown().title).toBe("page")
})

test("an answer that does not say when it was made is as new as its arrival", async () => {
  const { take, refetch } = tab()
  take(start + 50_000, "page")
  expect(await refetch({ title: "answer" })).toEqual({ title: "answer", at: start, status: "fulfilled" })
})
