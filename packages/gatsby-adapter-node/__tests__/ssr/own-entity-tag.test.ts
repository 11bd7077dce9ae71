import { type CachedOrigin, cachedOrigin } from "#tests/support/servers/cached-origin"

let origin: CachedOrigin
beforeEach(async () => {
  origin = await cachedOrigin()
})
afterEach(() => origin.close())

test.each([
  ["with a date only", {}],
  ["with an ETag", { etag: '"of the route"' }],
])("does not send its own ETag to the route, after a 304 %s", async (_, fields) => {
  const modified = "Fri, 20 Nov 2026 10:00:00 GMT"
  const validators = { "cache-control": "no-cache", "last-modified": modified }
  origin.respond((request, reply) => {
    const known = request.headers["if-modified-since"] === modified
    if (known)
      return reply
        .code(304)
        .headers({ ...validators, ...fields })
        .send()
    return reply.headers(validators).type("text/plain").send("the page")
  })
  const responses = [await origin.get("/page"), await origin.get("/page"), await origin.get("/page")]
  expect(responses.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([200, "the page"]))
  expect(origin.seen.map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  // The client's ETag does not change.
  expect(new Set(responses.map(({ headers }) => headers.etag)).size).toBe(1)
})
