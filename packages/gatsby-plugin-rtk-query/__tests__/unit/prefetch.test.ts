import type { BaseQueryFn, QueryFailure } from "../../src"
import { createPrefetcher, type Prefetcher } from "../../src/server"
import { api, baseQuery, Missing, never, options, requested, withBaseQuery } from "./fixture"

const { books, book, shelf } = api.endpoints

beforeEach(() => {
  requested.length = 0
})

test("prefetch returns the data, and the props contain them", async () => {
  const { context, props, dispose } = createPrefetcher(options)()
  const result = await context.prefetch(book.initiate({ id: "a" }))
  expect(result).toEqual({ id: "a", title: "Book a", next: "b" })
  expect(props().dehydratedState.api?.queries).toEqual({
    'book({"id":"a"})': expect.objectContaining({
      endpointName: "book",
      originalArgs: { id: "a" },
      data: result,
    }),
  })
  dispose()
})

test("reports an optional prefetch that fails, leaves it to the browser and affects no other query", async () => {
  const failures: QueryFailure[] = []
  const { context, props, dispose } = createPrefetcher({
    ...options,
    onError: (failure) => failures.push(failure),
  })()
  const [missing, found] = await Promise.all([
    context.prefetch.optional(book.initiate({ id: "broken" })),
    context.prefetch(shelf.initiate({ slug: "top" })),
  ])
  expect(missing).toBeUndefined()
  expect(found.books).toBe(3)
  expect(failures).toEqual([
    expect.objectContaining({ queryCacheKey: 'book({"id":"broken"})', thrown: expect.any(TypeError) }),
  ])
  const { api: state } = props().dehydratedState
  expect(Object.keys(state?.queries ?? {})).toEqual(['shelf({"slug":"top"})'])
  expect(state?.clientOnly).toEqual(['book({"id":"broken"})'])
  expect(JSON.stringify(state)).not.toContain("secret")
  dispose()
})

test("returns data that shouldDehydrate rejects, and leaves the query to the browser", async () => {
  const { context, props, dispose } = createPrefetcher(options)()
  const shouldDehydrate = ({ id }: { id: string }) => id !== "a"
  expect(await context.prefetch.optional(book.initiate({ id: "a" }), { shouldDehydrate })).toMatchObject({
    id: "a",
  })
  await context.prefetch.optional(book.initiate({ id: "b" }), { shouldDehydrate, timeoutMs: 5_000 })
  const { api: state } = props().dehydratedState
  expect(Object.keys(state?.queries ?? {})).toEqual(['book({"id":"b"})'])
  expect(state?.clientOnly).toEqual(['book({"id":"a"})'])
  dispose()
})

test("sends a required query that an optional prefetch rejects", async () => {
  const a = book.initiate({ id: "a" })
  const shouldDehydrate = () => false
  type Context = Prefetcher["context"]
  const orders: ((context: Context) => Promise<unknown>)[] = [
    async ({ prefetch }) => [await prefetch(a), await prefetch.optional(a, { shouldDehydrate })],
    async ({ prefetch }) => [await prefetch.optional(a, { shouldDehydrate }), await prefetch(a)],
    ({ prefetch }) => Promise.all([prefetch.optional(a, { shouldDehydrate }), prefetch(a)]),
  ]
  for (const order of orders) {
    const { context, props, dispose } = createPrefetcher(options)()
    await order(context)
    expect(props().dehydratedState).toEqual({ api: { queries: { 'book({"id":"a"})': expect.anything() } } })
    dispose()
  }
})

test("does not report a query that the end of the request cancelled", async () => {
  for (const options of [{}, { timeoutMs: 5_000 }]) {
    const onError = jest.fn()
    const { context, dispose } = createPrefetcher({ ...withBaseQuery(never), onError })()
    const cutOff = context.prefetch.optional(book.initiate({ id: "a" }), options)
    dispose()
    expect(await cutOff).toBeUndefined()
    expect(onError).not.toHaveBeenCalled()
  }
})

describe("an optional prefetch with timeoutMs", () => {
  /** Creates a prefetcher. The server responds with the book "slow" when the test calls `finish`. */
  function withSlowBook() {
    const signals: AbortSignal[] = []
    let finish = () => {}
    const failures: QueryFailure[] = []
    const slowly: BaseQueryFn = async (request, context, extra) => {
      if (request.args.id !== "slow") return baseQuery(request, context, extra as object)
      signals.push(context.signal)
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return { data: { id: "slow" } }
    }
    const prefetcher = createPrefetcher({
      ...withBaseQuery(slowly),
      onError: (failure) => failures.push(failure),
    })()
    return { ...prefetcher, ...prefetcher.context, signals, failures, finish: () => finish() }
  }
  const slow = book.initiate({ id: "slow" })

  test("is aborted when it is late, left to the browser and not reported", async () => {
    const { prefetch, props, dispose, signals, failures, finish } = withSlowBook()
    expect(await prefetch.optional(slow, { timeoutMs: 20 })).toBeUndefined()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    // The response arrives late, but before the page is sent.
    finish()
    await new Promise((resolve) => setImmediate(resolve))
    expect(props().dehydratedState).toEqual({ api: { queries: {}, clientOnly: ['book({"id":"slow"})'] } })
    expect(failures).toEqual([])
    dispose()
  })

  test("does not abort a query that another prefetch requires, in either order", async () => {
    for (const isFirst of [true, false]) {
      const { prefetch, props, dispose, signals, finish } = withSlowBook()
      const waiting = isFirst ? prefetch(slow) : undefined
      const limited = prefetch.optional(slow, { timeoutMs: 20 })
      const required = waiting ?? prefetch(slow)
      expect(await limited).toBeUndefined()
      expect(signals.map(({ aborted }) => aborted)).toEqual([false])
      finish()
      expect(await required).toEqual({ id: "slow" })
      expect(props().dehydratedState).toEqual({
        api: { queries: { 'book({"id":"slow"})': expect.anything() } },
      })
      dispose()
    }
  })

  test("delays no other query", async () => {
    const { prefetch, dispose, finish } = withSlowBook()
    const late = prefetch.optional(slow, { timeoutMs: 60_000 })
    expect((await prefetch(shelf.initiate({ slug: "top" }))).books).toBe(3)
    finish()
    expect(await late).toEqual({ id: "slow" })
    dispose()
  })

  test("that fails in time is reported", async () => {
    const { prefetch, dispose, failures } = withSlowBook()
    expect(await prefetch.optional(book.initiate({ id: "broken" }), { timeoutMs: 5_000 })).toBeUndefined()
    expect(failures).toHaveLength(1)
    dispose()
  })

  test("leaves no timer when in time, late or disposed", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
    const inTime = withSlowBook()
    await inTime.prefetch.optional(book.initiate({ id: "a" }), { timeoutMs: 300 })
    const late = withSlowBook()
    const waiting = late.prefetch.optional(slow, { timeoutMs: 300 })
    await jest.advanceTimersByTimeAsync(300)
    expect(await waiting).toBeUndefined()
    const givenUp = withSlowBook()
    const abandoned = givenUp.prefetch.optional(slow, { timeoutMs: 300 })
    for (const { dispose } of [inTime, late, givenUp]) dispose()
    await abandoned
    expect(jest.getTimerCount()).toBe(0)
    jest.useRealTimers()
  })
})

test("a failing prefetch without await does not end the process", async () => {
  const { context, dispose } = createPrefetcher(options)()
  const unhandled = jest.fn()
  process.on("unhandledRejection", unhandled)
  context.prefetch(book.initiate({ id: "none" }))
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  process.off("unhandledRejection", unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  dispose()
})

test("dispose aborts running queries and leaves no timer", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
  const { context, dispose } = createPrefetcher(options)()
  await context.prefetch(books.initiate({ q: "x" }))
  expect(jest.getTimerCount()).toBeGreaterThan(0)
  const signals: AbortSignal[] = []
  const slow = createPrefetcher(
    withBaseQuery((_request, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    }),
  )()
  slow.context.prefetch(book.initiate({ id: "a" }))
  dispose()
  slow.dispose()
  expect(jest.getTimerCount()).toBe(0)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  jest.useRealTimers()
})

test("rejects with the reason when the request is aborted", async () => {
  const controller = new AbortController()
  const { context } = createPrefetcher(withBaseQuery(never))({ signal: controller.signal })
  const running = context.prefetch(book.initiate({ id: "a" }))
  controller.abort(new Error("5 s are over"))
  await expect(running).rejects.toThrow("5 s are over")
})

describe("once the request has ended", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] }))
  afterEach(() => jest.useRealTimers())

  test("rejects a prefetch, without a request and without a timer", async () => {
    const { context, dispose } = createPrefetcher(options)()
    dispose()
    const { prefetch } = context
    await expect(prefetch(book.initiate({ id: "a" }))).rejects.toThrow("the request has ended")
    await expect(prefetch.optional(book.initiate({ id: "a" }))).rejects.toThrow("the request has ended")
    const limited = prefetch.optional(book.initiate({ id: "a" }), { timeoutMs: 5_000 })
    await expect(limited).rejects.toThrow("the request has ended")
    expect(requested).toEqual([])
    expect(jest.getTimerCount()).toBe(0)
  })

  test("rejects the next prefetch of a branch of load that still runs", async () => {
    const pending = jest.fn(never)
    const { context, dispose } = createPrefetcher(withBaseQuery(pending))()
    const { prefetch } = context
    const branch = (async () => {
      await prefetch.optional(book.initiate({ id: "b" }))
      return prefetch(book.initiate({ id: "c" }))
    })()
    const load = Promise.all([Promise.reject(new Error("not found")), branch]).finally(dispose)
    await expect(load).rejects.toThrow("not found")
    await expect(branch).rejects.toThrow("the request has ended")
    expect(pending).toHaveBeenCalledTimes(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  test("rejects a required query that it cancelled", async () => {
    const { context, dispose } = createPrefetcher(withBaseQuery(never))()
    const cutOff = context.prefetch(book.initiate({ id: "a" }))
    dispose()
    await expect(cutOff).rejects.toThrow("the request has ended")
  })
})

test("rejects with an Error whose cause is the query's error", async () => {
  const error = { status: 404, data: { detail: "No such book." } }
  const { context, dispose } = createPrefetcher(withBaseQuery(() => ({ error })))()
  const thrown = await context.prefetch(book.initiate({ id: "a" })).catch((reason: Error) => reason)
  dispose()
  expect(thrown).toBeInstanceOf(Error)
  expect((thrown as Error).cause).toEqual(error)
  expect((thrown as Error).message).toContain('"status":404')
})

test("rejects with what the base query threw", async () => {
  const { context, dispose } = createPrefetcher(options)()
  await expect(context.prefetch(book.initiate({ id: "none" }))).rejects.toBeInstanceOf(Missing)
  dispose()
})

test("gives the visitor's request to the base query, once a query needs it", async () => {
  const forRequest = jest.fn(() => baseQuery)
  const prefetcher = createPrefetcher({ apis: [api], baseQueries: { api: forRequest } })
  const { signal } = new AbortController()
  const headers = new Headers({ cookie: "user=ann" })
  const { context, dispose } = prefetcher({ headers, signal })
  expect(forRequest).not.toHaveBeenCalled()
  await context.prefetch(book.initiate({ id: "a" }))
  dispose()
  expect(forRequest).toHaveBeenCalledWith({ headers, signal })
})
