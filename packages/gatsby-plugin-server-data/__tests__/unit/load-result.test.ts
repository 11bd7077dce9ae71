import * as v from "valibot"
import { inProduction, pageData, visit } from "#tests/support/inputs/contexts"
import { createServerData, type LogEntry, shared } from "../../src"

const log: LogEntry[] = []
const serverData = createServerData({ log: (entry) => log.push(entry) })
const cache = shared({ maxAge: 300 })
const returning = (result: unknown, context = visit("/a")) =>
  serverData(context, { cache, load: () => result })

beforeEach(() => {
  log.length = 0
})

/** Expects a 500 that no cache keeps, and this message in the log. */
async function expectError(answered: ReturnType<typeof returning>, message: string) {
  const { status, headers, props } = await answered
  expect([status, headers["cache-control"], headers.location]).toEqual([500, "no-store", undefined])
  expect(String(log[0]?.error)).toContain(message)
  expect(props).toMatchObject({ error: { status: 500, requestId: log[0]?.id } })
}

describe("props that JSON.stringify refuses are an error in production too", () => {
  const cycle: { self?: unknown } = {}
  cycle.self = [cycle]
  let deep = {}
  for (let depth = 0; depth < 20_000; depth += 1) deep = { deep }
  const failing = {
    toJSON() {
      throw new Error("not this one")
    },
  }

  test.each([
    ["a BigInt", { items: [{ count: 1n }] }, "props.items[0].count is a bigint"],
    ["a cycle", { a: cycle }, "props.a.self[0] is a cycle"],
    ["a toJSON that throws", { a: failing }, "props.a.toJSON is a function"],
    ["great depth", { deep }, "is nested more than 1000 deep"],
  ])("%s", async (_, props, message) => {
    await expectError(returning(props), message)
    log.length = 0
    await inProduction(() => expectError(returning(props), message))
  })

  test("props that JSON.stringify converts are sent in production", () =>
    inProduction(async () => {
      expect((await returning({ since: new Date(0), none: undefined })).status).toBe(200)
    }))
})

describe("the schema's output must be JSON", () => {
  const loadWithQuery = (output: unknown) =>
    serverData(visit("/?d=1"), {
      query: v.pipe(
        v.object({ d: v.string() }),
        v.transform(() => ({ d: output })),
      ),
      load: () => ({}),
    })

  test("a Date in development", () => expectError(loadWithQuery(new Date(0)), "query.d is a Date"))

  test("a BigInt in production", () =>
    inProduction(() => expectError(loadWithQuery(1n), "query.d is a bigint")))
})

describe("a redirect in Gatsby's form needs one of four statuses and one path of this site", () => {
  test.each([
    [{ status: 302, headers: { location: ["https://evil.example/"] } }, "the status 302 with the location"],
    [{ status: 302, headers: { location: "//evil.example/" } }, "a path of this site"],
    [{ status: 303, headers: { location: "/b" } }, "Use 302 instead of 303"],
    [{ status: 301 }, "the status 301 with no location"],
    [{ status: 300, props: {} }, "301, 302, 307 or 308"],
    [{ status: 304 }, "sends 304 by itself, from the ETag"],
  ])("%j is an error", async (result, message) => {
    await expectError(returning(result), message)
    expect(await returning(result, pageData("/a"))).toMatchObject({
      status: 200,
      headers: { "x-page-status": "500" },
      props: { error: { status: 500 } },
    })
  })
})

test.each([
  ["x a", "1", 'a header with the name "x a"'],
  ["", "1", 'a header with the name ""'],
  ["größe", "1", 'a header with the name "größe"'],
  ["a\nb", "1", 'a header with the name "a\\nb"'],
  ["X-Name", "名", "the header X-Name with a character"],
  ["X-Name", "a\nb", "the header X-Name with a character"],
])("the header %j: %j is an error that names it", (name, value, message) =>
  expectError(returning({ props: {}, headers: { [name]: value } }), message),
)

test("an array of header values becomes several headers", async () => {
  const cookies = ["a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT", "b=2"]
  const { headers } = await returning({ props: {}, headers: { "Set-Cookie": cookies, "X-Fixture": "yes" } })
  expect(headers).toMatchObject({
    "set-cookie": cookies,
    "x-fixture": "yes",
    "cache-control": "private, no-store",
  })
})

test.each([[new Headers({ a: "b" })], [[["a", "b"]]], [new Map([["a", "b"]])]])(
  "headers that are %p are an error",
  (headers) => expectError(returning({ props: {}, headers }), "headers that are not a plain object, but"),
)

describe("props must be a plain object", () => {
  test.each([
    [new Map([["a", 1]]), "not Map"],
    [[1, 2], "not Array"],
    ["text", "not string"],
    [{ props: new Map() }, "but Map"],
  ])("%p is an error", (result, message) => expectError(returning(result), message))

  test("an object without a prototype is plain", async () => {
    const props = Object.assign(Object.create(null), { a: 1 })
    expect((await returning(props)).props).toEqual({ a: 1, query: {} })
  })
})

describe("reserved prop names", () => {
  test.each([
    [{ error: { status: 3 } }, "The prop error"],
    [{ props: { query: "SELECT" } }, "The prop query"],
    [{ status: 3 }, "{ props: { status } }"],
  ])("%j is an error", (result, message) => expectError(returning(result), message))

  test.each([{ state: 1 }, { props: { a: 1, state: undefined } }])(
    "%j is an error if extend adds a prop of that name",
    async (result) => {
      const extended = createServerData({
        log: (entry) => log.push(entry),
        extend: () => ({ props: () => ({ state: "the site's" }) }),
      })
      await expectError(
        extended(visit("/a"), { cache, load: () => result }),
        "The prop state is added to every page by extend. Choose another name.",
      )
    },
  )

  test("load may return the parameters as the prop query", async () => {
    const { props } = await serverData(visit("/"), { load: ({ query }) => ({ query, a: 1 }) })
    expect(props).toEqual({ a: 1, query: {} })
  })
})
