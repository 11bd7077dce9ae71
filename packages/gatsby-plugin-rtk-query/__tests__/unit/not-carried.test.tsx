import React from "react"
import { createApi } from "../../src"
import { createPrefetcher } from "../../src/server"
import { render } from "./render-page"

class Point {
  x = 1
}

const cycle: { self?: object } = {}
cycle.self = cycle

/** The same object twice is not a cycle. A very deep object is refused, because JSON.stringify would overflow the stack. */
const twice = { a: 1 }
const deep = Array.from({ length: 1_100 }).reduce<object>((inner) => ({ inner }), {})

const changed: [string, unknown, string][] = [
  ["a Date", { at: new Date(0) }, "data.at is a Date"],
  ["a Map", [{ map: new Map() }], "data[0].map is a Map"],
  ["a Set", new Set([1]), "data is a Set"],
  ["a bigint", { "a-b": 1n }, 'data["a-b"] is a bigint'],
  ["a function", { run() {} }, "data.run is a function"],
  ["a symbol", { mark: Symbol("x") }, "data.mark is a symbol"],
  ["an instance of a class", new Point(), "data is a Point"],
  ["undefined in an array", [1, undefined], "data[1] is undefined"],
  ["NaN", { rate: Number.NaN }, "data.rate is NaN"],
  ["Infinity", { rate: Number.POSITIVE_INFINITY }, "data.rate is Infinity"],
  ["a cycle", cycle, "data.self is a cycle"],
  ["deep nesting", deep, ".inner is nested more than 1000 deep"],
]
const kept = {
  text: "</script>",
  list: [-0, null, { nested: [twice, twice] }],
  missing: undefined,
  yes: true,
}

const api = createApi({
  baseQuery: async () => ({ data: null }),
  endpoints: (build) => ({
    value: build.query<unknown, string>({
      queryFn: (name) => ({ data: name === "kept" ? kept : changed.find(([one]) => one === name)?.[1] }),
    }),
    /** The argument may be anything. */
    of: build.query<string, unknown>({ queryFn: () => ({ data: "shown" }) }),
  }),
})
const { value, of } = api.endpoints
const onError = jest.fn()
const options = { apis: [api], onError }
beforeEach(() => onError.mockClear())

const Value = ({ name }: { name: string }) => (
  <p>{value.useQuery(name).data === undefined ? "Loading" : "Shown"}</p>
)
const Of = ({ arg }: { arg: unknown }) => <p>{of.useQuery(arg).data ?? "Loading"}</p>

const failureOf = (queryCacheKey: string, message: string) =>
  expect.objectContaining({
    reducerPath: "api",
    queryCacheKey,
    thrown: expect.objectContaining({ name: "NotSentError", message: expect.stringContaining(message) }),
  })

describe.each(changed)(
  "%s in the data leaves the query to the browser and reports the path",
  (name, data, path) => {
    const key = `value(${JSON.stringify(name)})`

    test("if a page prefetches it, and load gets the data", async () => {
      const { context, props, dispose } = createPrefetcher(options)()
      expect(await context.prefetch(value.initiate(name))).toBe(data)
      const serverData = props()
      dispose()
      expect(serverData.dehydratedState).toEqual({ api: { queries: {}, clientOnly: [key] } })
      expect(onError.mock.calls).toEqual([[failureOf(key, path)]])
      const { html, passes, state } = await render(<Value name={name} />, { ...options, serverData })
      expect({ html, passes, state }).toEqual({ html: "<p>Loading</p>", passes: 1, state: undefined })
    })

    test("if a component starts it, and the HTML shows it as loading", async () => {
      const { html, state } = await render(<Value name={name} />, options)
      expect({ html, state }).toEqual({ html: "<p>Loading</p>", state: undefined })
      expect(onError.mock.calls).toEqual([[failureOf(key, path)]])
    })
  },
)

test.each([
  ["a Date", new Date(0), "argument is a Date"],
  ["a Map", { by: new Map([["a", 1]]) }, "argument.by is a Map"],
  ["a bigint", 5n, "argument is a bigint"],
  ["NaN", [Number.NaN], "argument[0] is NaN"],
  ["undefined in an array", [undefined], "argument[0] is undefined"],
])("an argument with %s leaves the query to the browser", async (_, arg, path) => {
  const { html, state } = await render(<Of arg={arg} />, options)
  expect({ html, state }).toEqual({ html: "<p>Loading</p>", state: undefined })
  expect(onError.mock.calls[0]?.[0].thrown.message).toContain(path)
})

test("JSON values are sent, also with a property that is undefined", async () => {
  const { html, keys } = await render(<Value name="kept" />, options)
  expect({ html, keys }).toEqual({ html: "<p>Shown</p>", keys: ['value("kept")'] })
  expect(onError).not.toHaveBeenCalled()
})
