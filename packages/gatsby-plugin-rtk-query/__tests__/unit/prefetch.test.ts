import type { Failure } from "../../src/failure"
import { createPrefetcher } from "../../src/prefetch"
import { api, ask, asked } from "./fixture"

const { books, book, shelf } = api.endpoints

beforeEach(() => {
  asked.length = 0
})

test("prefetch returns the data, and the props carry it", async () => {
  const { context, props, dispose } = createPrefetcher({ api, ask })
  const result = await context.prefetch(book.initiate({ id: "a" }))
  expect(result).toEqual({ id: "a", title: "Book a", next: "b" })
  expect(props().state.queries).toEqual({
    'book({"id":"a"})': expect.objectContaining({
      endpointName: "book",
      originalArgs: { id: "a" },
      data: result,
    }),
  })
  dispose()
})

test("an optional prefetch that fails is told of, not carried, and harms no other", async () => {
  const failures: Failure[] = []
  const { context, props, dispose } = createPrefetcher({
    api,
    ask,
    onFailure: (failure) => failures.push(failure),
  })
  const [missing, found] = await Promise.all([
    context.prefetch.optional(book.initiate({ id: "broken" })),
    context.prefetch(shelf.initiate({ slug: "top" })),
  ])
  expect(missing).toBeUndefined()
  expect(found.books).toBe(3)
  expect(failures).toEqual([
    expect.objectContaining({ queryCacheKey: 'book({"id":"broken"})', thrown: expect.any(TypeError) }),
  ])
  const { state } = props()
  expect(Object.keys(state.queries)).toEqual(['shelf({"slug":"top"})'])
  expect(state.failed).toEqual(['book({"id":"broken"})'])
  expect(JSON.stringify(state)).not.toContain("secret")
  dispose()
})

test("an answer that is not to be carried is the page's, and left to the browser", async () => {
  const { context, props, dispose } = createPrefetcher({ api, ask })
  const carry = ({ id }: { id: string }) => id !== "a"
  expect(await context.prefetch.optional(book.initiate({ id: "a" }), { carry })).toMatchObject({ id: "a" })
  await context.prefetch.optional(book.initiate({ id: "b" }), { carry, within: 5_000 })
  const { state } = props()
  expect(Object.keys(state.queries)).toEqual(['book({"id":"b"})'])
  expect(state.failed).toEqual(['book({"id":"a"})'])
  dispose()
})

test("what the page needs is carried, though it is not to be carried for somebody else", async () => {
  const a = book.initiate({ id: "a" })
  const carry = () => false
  type Context = ReturnType<typeof createPrefetcher>["context"]
  const orders: ((context: Context) => Promise<unknown>)[] = [
    async ({ prefetch }) => [await prefetch(a), await prefetch.optional(a, { carry })],
    async ({ prefetch }) => [await prefetch.optional(a, { carry }), await prefetch(a)],
    ({ prefetch }) => Promise.all([prefetch.optional(a, { carry }), prefetch(a)]),
  ]
  for (const order of orders) {
    const { context, props, dispose } = createPrefetcher({ api, ask })
    await order(context)
    expect(props().state).toEqual({ queries: { 'book({"id":"a"})': expect.anything() } })
    dispose()
  }
})

test("what the end of the request cut off is no failure", async () => {
  for (const options of [{}, { within: 5_000 }]) {
    const onFailure = jest.fn()
    const { context, dispose } = createPrefetcher({ api, ask: () => new Promise(() => {}), onFailure })
    const cutOff = context.prefetch.optional(book.initiate({ id: "a" }), options)
    dispose()
    expect(await cutOff).toBeUndefined()
    expect(onFailure).not.toHaveBeenCalled()
  }
})

describe("an optional prefetch with a time of its own", () => {
  /** The book "slow" is there when `finish` is called. */
  function withSlowBook() {
    const signals: AbortSignal[] = []
    let finish = () => {}
    const failures: Failure[] = []
    const prefetcher = createPrefetcher({
      api,
      onFailure: (failure) => failures.push(failure),
      ask: async (request, context) => {
        if (request.args.id !== "slow") return ask(request, context)
        signals.push(context.signal)
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        return { data: { id: "slow" } }
      },
    })
    return { ...prefetcher, ...prefetcher.context, signals, failures, finish: () => finish() }
  }
  const slow = book.initiate({ id: "slow" })

  test("is given up where it was not, left to the browser, and no failure", async () => {
    const { prefetch, props, dispose, signals, failures, finish } = withSlowBook()
    expect(await prefetch.optional(slow, { within: 20 })).toBeUndefined()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    // Its answer comes after all, before the page is on its way.
    finish()
    await new Promise((resolve) => setImmediate(resolve))
    expect(props().state).toEqual({ queries: {}, failed: ['book({"id":"slow"})'] })
    expect(failures).toEqual([])
    dispose()
  })

  test("does not give up what another waits for without one, whichever asked first", async () => {
    for (const isFirst of [true, false]) {
      const { prefetch, props, dispose, signals, finish } = withSlowBook()
      const waiting = isFirst ? prefetch(slow) : undefined
      const limited = prefetch.optional(slow, { within: 20 })
      const required = waiting ?? prefetch(slow)
      expect(await limited).toBeUndefined()
      expect(signals.map(({ aborted }) => aborted)).toEqual([false])
      finish()
      expect(await required).toEqual({ id: "slow" })
      expect(props().state).toEqual({ queries: { 'book({"id":"slow"})': expect.anything() } })
      dispose()
    }
  })

  test("holds up no other query", async () => {
    const { prefetch, dispose, finish } = withSlowBook()
    const late = prefetch.optional(slow, { within: 60_000 })
    expect((await prefetch(shelf.initiate({ slug: "top" }))).books).toBe(3)
    finish()
    expect(await late).toEqual({ id: "slow" })
    dispose()
  })

  test("that fails in time is told of like any other", async () => {
    const { prefetch, dispose, failures } = withSlowBook()
    expect(await prefetch.optional(book.initiate({ id: "broken" }), { within: 5_000 })).toBeUndefined()
    expect(failures).toHaveLength(1)
    dispose()
  })

  test("leaves no timer behind, in time, late or with the request given up", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
    const inTime = withSlowBook()
    await inTime.prefetch.optional(book.initiate({ id: "a" }), { within: 300 })
    const late = withSlowBook()
    const waiting = late.prefetch.optional(slow, { within: 300 })
    await jest.advanceTimersByTimeAsync(300)
    expect(await waiting).toBeUndefined()
    const givenUp = withSlowBook()
    const abandoned = givenUp.prefetch.optional(slow, { within: 300 })
    for (const { dispose } of [inTime, late, givenUp]) dispose()
    await abandoned
    expect(jest.getTimerCount()).toBe(0)
    jest.useRealTimers()
  })
})

test("a question is asked once, however it is written", async () => {
  const { context, dispose } = createPrefetcher({ api, ask })
  await Promise.all([
    context.prefetch(books.initiate({})),
    context.prefetch(books.initiate()),
    context.prefetch(books.initiate({ q: undefined })),
  ])
  expect(asked).toEqual(["books {}"])
  dispose()
})

test("a prefetch that nobody awaits does not end the process when it fails", async () => {
  const { context, dispose } = createPrefetcher({ api, ask })
  const unhandled = jest.fn()
  process.on("unhandledRejection", unhandled)
  context.prefetch(book.initiate({ id: "none" }))
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  process.off("unhandledRejection", unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  dispose()
})

test("disposing leaves no timer behind, also of a query that still runs", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] })
  const { context, dispose } = createPrefetcher({ api, ask: (request, context) => ask(request, context) })
  await context.prefetch(books.initiate({ q: "x" }))
  expect(jest.getTimerCount()).toBeGreaterThan(0)
  const signals: AbortSignal[] = []
  const slow = createPrefetcher({
    api,
    ask: (_request, { signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
  })
  slow.context.prefetch(book.initiate({ id: "a" }))
  dispose()
  slow.dispose()
  expect(jest.getTimerCount()).toBe(0)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  jest.useRealTimers()
})

test("a request that is given up gives up its queries", async () => {
  const controller = new AbortController()
  const { context } = createPrefetcher({ api, ask: () => new Promise(() => {}) }, controller.signal)
  const running = context.prefetch(book.initiate({ id: "a" }))
  controller.abort(new Error("5 s are over"))
  await expect(running).rejects.toThrow("5 s are over")
})

describe("once the request has ended", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] }))
  afterEach(() => jest.useRealTimers())

  test("nothing more is asked, no timer is left, and whoever tries is told so", async () => {
    const { context, dispose } = createPrefetcher({ api, ask })
    dispose()
    const { prefetch } = context
    await expect(prefetch(book.initiate({ id: "a" }))).rejects.toThrow("the request has ended")
    await expect(prefetch.optional(book.initiate({ id: "a" }))).rejects.toThrow("the request has ended")
    const limited = prefetch.optional(book.initiate({ id: "a" }), { within: 5_000 })
    await expect(limited).rejects.toThrow("the request has ended")
    expect(asked).toEqual([])
    expect(jest.getTimerCount()).toBe(0)
  })

  test("a branch of load that is left over does not go on in the dead store", async () => {
    const answer = jest.fn(() => new Promise<never>(() => {}))
    const { context, dispose } = createPrefetcher({ api, ask: answer })
    const { prefetch } = context
    const branch = (async () => {
      await prefetch.optional(book.initiate({ id: "b" }))
      return prefetch(book.initiate({ id: "c" }))
    })()
    const load = Promise.all([Promise.reject(new Error("not found")), branch]).finally(dispose)
    await expect(load).rejects.toThrow("not found")
    await expect(branch).rejects.toThrow("the request has ended")
    expect(answer).toHaveBeenCalledTimes(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  test("what it cut off says so, where the page needed it", async () => {
    const { context, dispose } = createPrefetcher({ api, ask: () => new Promise(() => {}) })
    const cutOff = context.prefetch(book.initiate({ id: "a" }))
    dispose()
    await expect(cutOff).rejects.toThrow("the request has ended")
  })
})
