import { createPrefetcher, type Failure } from "../../../src/query/ssr/prefetch"
import { ResourceError } from "../../../src/resources/resource-error"
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

test("prefetch throws what the resource threw, so that a page can turn it into an outcome", async () => {
  const { context, dispose } = createPrefetcher({ api, ask })
  await expect(context.prefetch(book.initiate({ id: "none" }))).rejects.toThrow(ResourceError)
  await expect(context.prefetch(book.initiate({ id: "broken" }))).rejects.toThrow(TypeError)
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
