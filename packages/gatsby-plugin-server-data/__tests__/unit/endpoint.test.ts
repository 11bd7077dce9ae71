import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import { belowBlog } from "#tests/support/inputs/contexts"
import { createEndpoint, type Endpoint, redirect, shared } from "../../src"

/** Returns the status, headers and body that an endpoint sends. */
async function requestEndpoint(endpoint: Endpoint, url = "/api/picture", method = "GET") {
  const headers: Record<string, unknown> = {}
  const sent: { status?: number; body?: unknown } = {}
  const response = {
    setHeader: (name: string, value: unknown) => {
      headers[name.toLowerCase()] = value
    },
    status(status: number) {
      sent.status = status
      return response
    },
    send: (body: unknown) => {
      sent.body = body
    },
  }
  await endpoint(
    { method, url, headers: {}, params: {} } as unknown as GatsbyFunctionRequest,
    response as unknown as GatsbyFunctionResponse,
  )
  return { ...sent, headers, text: String(sent.body) }
}

const cache = shared({ maxAge: 300 })

test("a Response is sent as it is, with the endpoint's headers", async () => {
  const picture = createEndpoint()({
    cache,
    load: () => new Response("<svg/>", { headers: { "content-type": "image/svg+xml" } }),
  })
  const { status, headers, text } = await requestEndpoint(picture)
  expect([status, text]).toEqual([200, "<svg/>"])
  expect(headers).toMatchObject({
    "content-type": "image/svg+xml",
    "cache-control": "public, max-age=0, s-maxage=300",
    "no-vary-search": "key-order, params",
    "access-control-allow-origin": "*",
  })
})

test("a Response's bytes are not changed", async () => {
  const bytes = new Uint8Array([0, 255, 128, 10])
  const { body } = await requestEndpoint(createEndpoint()({ load: () => new Response(bytes) }))
  expect(new Uint8Array(body as Buffer)).toEqual(bytes)
})

test("every cookie of a Response is sent", async () => {
  const cookies: [string, string][] = [
    ["set-cookie", "a=1; Path=/"],
    ["set-cookie", "b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT"],
  ]
  const load = () => new Response(null, { status: 204, headers: cookies })
  const { headers } = await requestEndpoint(createEndpoint()({ cache, load }))
  expect(headers["set-cookie"]).toEqual(cookies.map(([, cookie]) => cookie))
  expect(headers["cache-control"]).toBe("private, no-store")
  const none = await requestEndpoint(
    createEndpoint()({ cache, load: () => new Response(null, { status: 204 }) }),
  )
  expect(none.headers).not.toHaveProperty("set-cookie")
})

test("a Response's status and Cache-Control are kept", async () => {
  const { status, headers } = await requestEndpoint(
    createEndpoint()({
      cache,
      load: () => new Response(null, { status: 202, headers: { "cache-control": "no-store" } }),
    }),
  )
  expect([status, headers["cache-control"]]).toEqual([202, "no-store"])
})

test("a personal Response is private, even with a Cache-Control of its own", async () => {
  const { headers } = await requestEndpoint(
    createEndpoint()({
      cache,
      load({ headers }) {
        return new Response(headers.get("cookie"), { headers: { "cache-control": "public, max-age=60" } })
      },
    }),
  )
  expect(headers["cache-control"]).toBe("private, no-store")
})

describe("below a path prefix", () => {
  belowBlog()

  test.each(["/blog/api/books/a", "/api/books/a"])(
    "toHttpError receives the url of %s without the prefix",
    async (path) => {
      const toHttpError = (_: unknown, { url }: { url: string }) => redirect(url.replace(/a$/, "b"), 301)
      const load = () => Promise.reject(new Error("moved"))
      const { status, headers } = await requestEndpoint(createEndpoint({ toHttpError })({ load }), path)
      expect([status, headers.location]).toEqual([301, "/blog/api/books/b"])
    },
  )
})

describe("invalid writes throw when the endpoint is created", () => {
  const write = () => "written"

  test.each([
    [{ post: write }, 'the methods are POST, PUT, PATCH, DELETE in upper case, not "post".'],
    [{ GET: write }, 'not "GET".'],
    [{ POST: write, OPTIONS: write }, 'not "OPTIONS".'],
    [{ POST: 1 }, "writes: POST must be a function, not number."],
    [{ DELETE: undefined }, "writes: DELETE must be a function, not undefined."],
    [null, "writes must be an object of functions by method (POST, PUT, PATCH, DELETE), not null."],
    [[], "not Array."],
    [write, "not function."],
  ])("%p", (writes, message) => {
    const create = () => createEndpoint()({ load: () => 1, writes: writes as object })
    expect(create).toThrow(TypeError)
    expect(create).toThrow(message)
  })

  test("every method of a write is accepted", async () => {
    const endpoint = createEndpoint()({
      load: () => 1,
      writes: { POST: write, PUT: write, PATCH: write, DELETE: write },
    })
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await requestEndpoint(endpoint, "/api/a", method)).text).toBe('"written"')
    }
  })
})
