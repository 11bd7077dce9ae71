import {
  createEndpoint,
  httpError,
  type LogEntry,
  readJson,
  type WriteHandler,
} from "gatsby-plugin-server-data"
import * as v from "valibot"
import { belowBlog } from "#tests/support/inputs/contexts"
import { listen } from "#tests/support/servers/function-server"

const logged: unknown[] = []
const endpointOf = (POST: WriteHandler) =>
  createEndpoint({ log: ({ error }) => logged.push(error) })({ load: () => "read", writes: { POST } })
const post = (url: string, body: BodyInit | undefined, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", headers, ...(body === undefined ? {} : { body }) })
const json = { "content-type": "application/json" }

test("handles its methods, and lists them for any other method", async () => {
  const url = await listen(endpointOf(() => ({ saved: true })))
  const saved = await post(url, undefined)
  expect([saved.status, await saved.json()]).toEqual([200, { saved: true }])
  expect(Object.fromEntries(saved.headers)).toMatchObject({
    "cache-control": "no-store",
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Location, Retry-After",
  })
  expect(await (await fetch(url)).json()).toBe("read")
  const other = await fetch(url, { method: "DELETE" })
  expect([other.status, other.headers.get("allow")]).toEqual([405, "GET, HEAD, POST, OPTIONS"])
  expect(await other.json()).toMatchObject({
    detail: "The method DELETE is not allowed. Allowed: GET, HEAD, POST, OPTIONS.",
  })
  const preflight = await fetch(url, { method: "OPTIONS" })
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST, OPTIONS")
  expect(preflight.headers.get("access-control-allow-headers")).toBe("*, Authorization")
})

test("sends a Response with its status and headers, but always with no-store", async () => {
  const headers = { location: "/a", etag: '"1"', "cache-control": "public, max-age=60" }
  const url = await listen(endpointOf(() => Response.json({}, { status: 201, headers })))
  const response = await post(url, undefined)
  expect(response.status).toBe(201)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...headers,
    "cache-control": "no-store",
  })
})

test.each([
  [401, { "www-authenticate": "Bearer" }],
  [429, { "retry-after": "3" }],
  [412, {}],
])("an HttpError returns a problem with status %i", async (status, headers) => {
  const url = await listen(
    endpointOf(() => {
      throw httpError(status as 412, "Not like this.", status === 429 ? { retryAfter: 2.5 } : undefined)
    }),
  )
  const response = await post(url, undefined)
  expect(response.status).toBe(status)
  expect(Object.fromEntries(response.headers)).toMatchObject({ "cache-control": "no-store", ...headers })
  expect(await response.json()).toMatchObject({ type: "about:blank", status, detail: "Not like this." })
})

test("sends an HTTP error that a write returns like one that it throws", async () => {
  const response = await post(await listen(endpointOf(() => httpError(403, "Not you."))), undefined)
  expect([response.status, await response.json()]).toEqual([
    403,
    expect.objectContaining({ detail: "Not you." }),
  ])
})

test("logs an unexpected error, and returns only its request ID", async () => {
  const error = new Error("secret")
  const url = await listen(
    endpointOf(async () => {
      throw error
    }),
  )
  const response = await post(url, undefined)
  expect(response.status).toBe(500)
  expect((await response.json()).detail).toMatch(/^Something went wrong\. Request ID: [\w-]{36}/)
  expect(logged.at(-1)).toBe(error)
})

describe("below a path prefix", () => {
  belowBlog()

  test("the log has the full path, which Express removes from req.url", async () => {
    const log: LogEntry[] = []
    const failing = createEndpoint({ log: (entry) => log.push(entry) })({
      load: () => "read",
      writes: {
        POST() {
          throw new Error("broken")
        },
      },
    })
    await post(`${await listen(failing, "/blog/api/*")}/blog/api/books/a?x=1`, undefined)
    expect(log).toMatchObject([{ url: "/api/books/a?x=1" }])
  })
})

const Body = v.object({ name: v.pipe(v.string(), v.maxLength(3, "Takes three letters.")) })
const jsonEndpoint = () => endpointOf((request) => readJson(request, Body, { maxBytes: 30 }))

test("readJson parses the body with its schema", async () => {
  const url = await listen(jsonEndpoint())
  expect(await (await post(url, '{"name":"abc"}', json)).json()).toEqual({ name: "abc" })
  const charset = { "content-type": "application/json; charset=utf-8" }
  expect((await post(url, '{"name":"äbc"}', charset)).status).toBe(200)
})

test.each([
  ['{"name":"abcd"}', json, 400, { errors: [{ parameter: "name", message: "Takes three letters." }] }],
  ['{"name":', json, 400, { detail: expect.stringMatching(/^The body is not valid JSON: /) }],
  ["", json, 400, { detail: expect.stringMatching(/^The body is not valid JSON: /) }],
  ["[]", json, 400, {}],
  [`{"name":"${"x".repeat(30)}"}`, json, 413, { detail: "The body must not exceed 30 bytes." }],
  [
    "name=x",
    { "content-type": "text/plain" },
    415,
    { detail: "The content type must be application/json, not text/plain." },
  ],
])("readJson rejects %s", async (body, headers, status, members) => {
  const response = await post(await listen(jsonEndpoint()), body, headers)
  expect(response.status).toBe(status)
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/)
  expect(await response.json()).toMatchObject(members)
})
