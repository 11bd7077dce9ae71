import { tagOf } from "../../../../src/query/resource-api"
import type { DehydratedState } from "../../src/dehydrate"
import { hydrate } from "../../src/hydrate"
import { madeAt } from "../../src/made-at"
import { createNewest } from "../../src/newest"
import { createTabStore } from "../../src/store"
import { api as fixture } from "./fixture"

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

const responseAt = (time: number) => new Response(null, { headers: { date: new Date(time).toUTCString() } })

const bookOf = (title: string) => ({ id: "a", title, next: "b" })

/** A tab whose server answers with what `answers` has next. */
function tab() {
  const answers: { title: string; answered?: number }[] = []
  const newest = createNewest(api)
  const store = createTabStore({
    api,
    ask: async ({ write, args }) => {
      if (write && args.id === "saved") return { data: null, meta: madeAt(responseAt(start)) }
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

test("a response that a cache kept since before the page does not replace what the page shows", async () => {
  const { take, refetch, shown } = tab()
  take(start, "page")
  const before = shown()
  jest.advanceTimersByTime(90_000)
  expect(await refetch({ title: "older", answered: start - 10_000 })).toEqual(before)
  expect(await refetch({ title: "newer", answered: start + 10_000 })).toMatchObject({ title: "newer" })
  expect(await refetch({ title: "older", answered: start + 5_000 })).toMatchObject({ title: "newer" })
})

test("an older page does not replace a later response, also after the cache has removed the response", async () => {
  const { take, refetch, shown } = tab()
  take(start, "page")
  jest.advanceTimersByTime(60_000)
  await refetch({ title: "response", answered: start + 50_000 })
  take(start + 40_000, "between")
  expect(shown().title).toBe("response")
  jest.advanceTimersByTime(900_000)
  expect(shown().title).toBeUndefined()
  take(start + 40_000, "between")
  expect(shown().title).toBeUndefined()
  take(start + 60_000, "later")
  expect(shown().title).toBe("later")
})

test("after a mutation the next response is shown, even if it is older than the page", async () => {
  const { store, take, refetch } = tab()
  take(start, "page")
  store.dispatch(api.util.invalidateTags([]))
  expect((await refetch({ title: "saved", answered: start - 60_000 })).title).toBe("saved")
})

test("a mutation outdates every page that is older than its response", async () => {
  const { store, take, shown } = tab()
  await store.dispatch(api.endpoints.rename.initiate("saved"))
  take(start - 1, "before the response")
  expect(shown().title).toBeUndefined()
  take(start + 1, "in the same second, after it")
  expect(shown().title).toBe("in the same second, after it")
})

test("a refused mutation outdates the pages before it", async () => {
  const { store, take, shown } = tab()
  take(start, "page")
  await store.dispatch(api.endpoints.rename.initiate("a"))
  expect(shown().title).toBeUndefined()
  take(start, "page")
  expect(shown().title).toBeUndefined()
  take(start + 1, "later")
  expect(shown().title).toBe("later")
})

test("the age of a response counts from its Date, so that it is refetched in time", async () => {
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

test("a response without a Date is as new as its arrival", async () => {
  const { take, refetch } = tab()
  take(start + 50_000, "page")
  expect(await refetch({ title: "answer" })).toEqual({ title: "answer", at: start, status: "fulfilled" })
})
