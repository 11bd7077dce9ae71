import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { type CachedOrigin, cacheClock, cachedOrigin } from "#tests/support/servers/cached-origin"

const passes = cacheClock()
let origin: CachedOrigin
beforeEach(async () => {
  origin = await cachedOrigin()
})
afterEach(() => origin.close())

/** Makes the route respond with these headers. The body contains the number of requests to the route. */
const respondWith = (headers: Record<string, string>, status = 200) =>
  origin.respond((_request, reply) =>
    reply.code(status).headers(headers).send(`response ${origin.requestCount()}`),
  )

/** Sends a request twice and returns how many requests reached the route. */
async function askedTwice(path = "/page", headers: Record<string, string> = {}): Promise<number> {
  await origin.get(path, headers)
  await origin.get(path, headers)
  return origin.requestCount()
}

describe("storing (RFC 9111 §3)", () => {
  test.each([
    [301, 1],
    [404, 1],
    [410, 1],
    [302, 1],
    [400, 2],
    [500, 2],
    [503, 2],
  ])("two requests for a %i with s-maxage reach the route %i times", async (status, times) => {
    respondWith({ "cache-control": "s-maxage=60" }, status)
    expect(await askedTwice()).toBe(times)
  })

  test("does not store a response that sets a cookie", async () => {
    respondWith({ "cache-control": "public, s-maxage=60", "set-cookie": "a=b" })
    expect(await askedTwice()).toBe(2)
  })

  test("a request with Authorization bypasses the cache", async () => {
    respondWith({ "cache-control": "public, s-maxage=60" })
    expect(await askedTwice("/page", { authorization: "Basic eA==" })).toBe(2)
    await origin.get("/page")
    expect((await origin.get("/page", { authorization: "Basic eA==" })).text).toBe("response 4")
  })

  test("obeys no-store of a request, and ignores no-cache", async () => {
    respondWith({ "cache-control": "s-maxage=60" })
    expect(await askedTwice("/page", { "cache-control": "no-store" })).toBe(2)
    await origin.get("/page")
    expect((await origin.get("/page", { "cache-control": "no-cache", pragma: "no-cache" })).text).toBe(
      "response 3",
    )
  })

  test("the query and the host are part of the key", async () => {
    respondWith({ "cache-control": "s-maxage=60" })
    await origin.get("/page?a=1")
    expect((await origin.get("/page?a=2")).text).toBe("response 2")
    expect((await origin.get("/page?a=1", { host: "other.example" })).text).toBe("response 3")
    expect((await origin.get("/page?a=1")).text).toBe("response 1")
  })

  test("POST removes the responses of its path and its Location (RFC 9111 §4.4)", async () => {
    respondWith({ "cache-control": "s-maxage=60" })
    await origin.get("/list?page=1")
    await origin.get("/item")
    origin.respond((_request, reply) => reply.code(201).header("location", "/item").send("made"))
    await origin.get("/list", {}, "POST")
    respondWith({ "cache-control": "s-maxage=60" })
    expect((await origin.get("/list?page=1")).text).toBe("response 4")
    expect((await origin.get("/item")).text).toBe("response 5")
  })
})

describe("responses from the store", () => {
  test("sends Age and Cache-Status (RFC 9211)", async () => {
    respondWith({ "cache-control": "s-maxage=60", age: "10" })
    const first = await origin.get("/page")
    expect(first.headers["cache-status"]).toBe("gatsby-host; fwd=uri-miss; stored")
    passes(1_100)
    const second = await origin.get("/page")
    expect(second.headers["cache-status"]).toBe("gatsby-host; hit; ttl=48")
    expect(second.headers.age).toBe("11")
    expect(second.headers.date).toBe(first.headers.date)
    expect(second.text).toBe("response 1")
  })

  test("responds with 304 to If-None-Match and If-Modified-Since, on a miss and on a hit", async () => {
    respondWith({ "cache-control": "s-maxage=60", "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT" })
    const { headers } = await origin.get("/page")
    expect(headers.etag).toMatch(/^W\/"/)
    const hit = await origin.get("/page", { "if-none-match": `"other", ${headers.etag}` })
    expect([hit.status, hit.text, hit.headers.etag]).toEqual([304, "", headers.etag])
    expect(hit.headers["content-length"]).toBeUndefined()
    expect((await origin.get("/page", { "if-none-match": "*" })).status).toBe(304)
    expect((await origin.get("/page", { "if-none-match": String(headers.etag).slice(0, -2) })).status).toBe(
      200,
    )
    const since = { "if-modified-since": "Tue, 02 Jan 2024 00:00:00 GMT" }
    expect((await origin.get("/page", since)).status).toBe(304)
    expect((await origin.get("/page", { ...since, "if-none-match": '"other"' })).status).toBe(200)
    expect((await origin.get("/page?miss", since)).status).toBe(304)
    expect(origin.seen.at(-1)?.headers["if-modified-since"]).toBeUndefined()
    expect((await origin.get("/page?miss")).text).toBe("response 2")
  })

  test("adds an ETag to responses that are not stored, except with no-store", async () => {
    origin.respond((_request, reply) => reply.header("cache-control", "private, no-cache").send("mine"))
    const { headers } = await origin.get("/page")
    expect((await origin.get("/page", { "if-none-match": String(headers.etag) })).status).toBe(304)
    origin.respond((_request, reply) => reply.header("cache-control", "no-store").send("mine"))
    expect((await origin.get("/page")).headers.etag).toBeUndefined()
  })

  test("responds to HEAD from a stored GET, with its length and no body", async () => {
    respondWith({ "cache-control": "s-maxage=60" })
    await origin.get("/page")
    const head = await origin.get("/page", {}, "HEAD")
    expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", "10"])
    expect(origin.requestCount()).toBe(1)
  })

  test("HEAD without a stored GET reaches the route and is not stored", async () => {
    respondWith({ "cache-control": "s-maxage=60" })
    await origin.get("/page", {}, "HEAD")
    expect((await origin.get("/page")).text).toBe("response 2")
  })
})

describe("Vary", () => {
  test("stores one response for each value of the named header", async () => {
    origin.respond((request, reply) =>
      reply
        .headers({ "cache-control": "s-maxage=60", vary: "Accept-Language" })
        .send(`${request.headers["accept-language"]} ${origin.requestCount()}`),
    )
    const texts = []
    for (const language of ["de", "en", "de", "en"])
      texts.push((await origin.get("/page", { "accept-language": language })).text)
    expect(texts).toEqual(["de 1", "en 2", "de 1", "en 2"])
    const other = await origin.get("/page", { "accept-language": "fr" })
    expect(other.headers["cache-status"]).toBe("gatsby-host; fwd=vary-miss; stored")
  })

  test("one response of the route serves every encoding", async () => {
    const page = "<p>text</p>".repeat(500)
    origin.respond((_request, reply) =>
      reply.headers({ "cache-control": "s-maxage=60", "content-type": "text/html" }).send(page),
    )
    const [plain, gzip, brotli, again] = [
      await origin.get("/page"),
      await origin.get("/page", { "accept-encoding": "gzip" }),
      await origin.get("/page", { "accept-encoding": "gzip, deflate, br" }),
      await origin.get("/page", { "accept-encoding": "gzip;q=0.5, br;q=0" }),
    ]
    expect(origin.requestCount()).toBe(1)
    expect(plain.text).toBe(page)
    expect(gunzipSync(gzip.body).toString()).toBe(page)
    expect(brotliDecompressSync(brotli.body).toString()).toBe(page)
    expect(gunzipSync(again.body).toString()).toBe(page)
    expect([gzip, brotli].map(({ headers }) => headers["content-encoding"])).toEqual(["gzip", "br"])
    for (const { headers } of [plain, gzip, brotli]) expect(headers.vary).toBe("Accept-Encoding")
  })

  test("stores each encoding of a route that encodes its responses", async () => {
    origin.respond((request, reply) =>
      reply
        .headers({
          "cache-control": "s-maxage=60",
          vary: "Accept-Encoding",
          "content-encoding": String(request.headers["accept-encoding"] ?? "identity"),
        })
        .send(`bytes ${origin.requestCount()}`),
    )
    const texts = []
    for (const accepted of ["gzip, deflate", "br, gzip", "deflate, gzip"])
      texts.push((await origin.get("/page", { "accept-encoding": accepted })).text)
    expect(texts).toEqual(["bytes 1", "bytes 2", "bytes 1"])
  })
})

describe("No-Vary-Search", () => {
  test.each([
    ["params", "/p?a=1", "/p?b=2", true],
    ['params=("utm")', "/p?a=1", "/p?a=1&utm=x", true],
    ['params=("utm")', "/p?a=1", "/p?a=2&utm=x", false],
    ['params, except=("a")', "/p?a=1&x=1", "/p?y=2&a=1", true],
    ['params, except=("a")', "/p?a=1", "/p?a=2", false],
    ["key-order", "/p?a=1&b=2", "/p?b=2&a=1", true],
    ["key-order", "/p?a=1&a=2", "/p?a=2&a=1", false],
    ['params=("utm")', "/p?a=1&b=2", "/p?b=2&a=1", false],
    ['key-order, params, except=("q" "page")', "/p?q=a+b&page=1", "/p?page=1&q=a%20b&utm=1", true],
    ["nonsense=((", "/p?a=1", "/p?a=1&utm=x", false],
  ])("%s: %s and %s share a response: %s", async (field, one, other, share) => {
    respondWith({ "cache-control": "s-maxage=60", "no-vary-search": field })
    await origin.get(one)
    expect((await origin.get(other)).text).toBe(share ? "response 1" : "response 2")
  })
})

describe("stale responses (RFC 5861)", () => {
  test("stale-while-revalidate: sends the stale response and refreshes it once", async () => {
    respondWith({ "cache-control": "s-maxage=1, stale-while-revalidate=60" })
    await origin.get("/page")
    passes(1_100)
    let release = () => {}
    const released = new Promise<void>((done) => {
      release = done
    })
    origin.respond(async (_request, reply) => {
      await released
      return reply.header("cache-control", "s-maxage=60").send(`slow ${origin.requestCount()}`)
    })
    const stale = await Promise.all(Array.from({ length: 20 }, () => origin.get("/page")))
    expect(new Set(stale.map(({ text }) => text))).toEqual(new Set(["response 1"]))
    expect(stale[0]?.headers["cache-status"]).toMatch(/^gatsby-host; hit; ttl=-\d+$/)
    release()
    let after = "response 1"
    while (after === "response 1") after = (await origin.get("/page")).text
    expect(after).toBe("slow 2")
    expect(origin.requestCount()).toBe(2)
  })

  test("must-revalidate prevents stale-while-revalidate", async () => {
    respondWith({ "cache-control": "s-maxage=1, must-revalidate, stale-while-revalidate=60" })
    await origin.get("/page")
    passes(1_100)
    expect((await origin.get("/page")).text).toBe("response 2")
  })

  test.each([500, 502, 503, 504])(
    "stale-if-error: sends the stored response instead of a %i",
    async (status) => {
      respondWith({ "cache-control": "s-maxage=1, stale-if-error=60" })
      await origin.get("/page")
      passes(1_100)
      origin.respond((_request, reply) => reply.code(status).header("x-broken", "1").send("broken"))
      const replaced = await origin.get("/page")
      expect([replaced.status, replaced.text]).toEqual([200, "response 1"])
      expect(replaced.headers["cache-status"]).toContain(`fwd-status=${status}`)
      expect(replaced.headers["x-broken"]).toBeUndefined()
    },
  )

  test("sends errors without stale-if-error; a failed refresh keeps the stored response", async () => {
    respondWith({ "cache-control": "s-maxage=1" })
    await origin.get("/page")
    respondWith({ "cache-control": "s-maxage=1, stale-while-revalidate=60" })
    await origin.get("/swr")
    passes(1_100)
    origin.respond((_request, reply) => reply.code(500).send("broken"))
    expect((await origin.get("/page")).status).toBe(500)
    for (let times = 0; times < 3; times++) expect((await origin.get("/swr")).text).toBe("response 2")
  })
})
