import { setTimeout as wait } from "node:timers/promises"
import { type CachedOrigin, cachedOrigin } from "#tests/support/servers/cached-origin"

let origin: CachedOrigin
beforeEach(async () => {
  origin = await cachedOrigin()
})
afterEach(() => origin.close())

describe("concurrent requests", () => {
  test("1,000 requests for one page reach the route once", async () => {
    origin.respond(async (_request, reply) => {
      await wait(300)
      return reply.header("cache-control", "s-maxage=60").send(`response ${origin.requestCount()}`)
    })
    const responses = await Promise.all(Array.from({ length: 1_000 }, () => origin.get("/cold")))
    expect(origin.requestCount()).toBe(1)
    expect(new Set(responses.map(({ text }) => text))).toEqual(new Set(["response 1"]))
    const stored = responses.filter(({ headers }) => String(headers["cache-status"]).includes("stored"))
    expect(stored).toHaveLength(1)
  })

  test("requests in two languages reach the route once for each", async () => {
    origin.respond(async (request, reply) => {
      await wait(100)
      return reply
        .headers({ "cache-control": "s-maxage=60", vary: "accept-language" })
        .send(request.headers["accept-language"])
    })
    const languages = Array.from({ length: 100 }, (_, index) => (index % 2 ? "de" : "en"))
    const responses = await Promise.all(languages.map((it) => origin.get("/cold", { "accept-language": it })))
    expect(responses.map(({ text }) => text)).toEqual(languages)
    expect(origin.requestCount()).toBe(2)
  })

  test("requests for private responses do not wait for each other", async () => {
    let release = () => {}
    const allRun = new Promise<void>((done) => {
      release = done
    })
    origin.respond(async (_request, reply) => {
      if (origin.requestCount() === 21) release()
      if (origin.requestCount() > 1) await allRun
      return reply.header("cache-control", "private").send("mine")
    })
    await origin.get("/mine")
    await Promise.all(Array.from({ length: 20 }, () => origin.get("/mine")))
    expect(origin.requestCount()).toBe(21)
  })

  test("continues for waiting clients if the first client disconnects", async () => {
    let isFirstMade = false
    origin.respond(async (_request, reply) => {
      const isFirst = origin.requestCount() === 1
      await wait(isFirst ? 3_000 : 50)
      isFirstMade ||= isFirst
      return reply.header("cache-control", "s-maxage=60").send(`response ${origin.requestCount()}`)
    })
    const leaving = new AbortController()
    const gone = fetch(`${origin.url}/page`, { signal: leaving.signal }).catch(() => "gone")
    while (origin.requestCount() === 0) await wait(5)
    const waiting = origin.get("/page")
    await wait(100)
    leaving.abort()
    expect(await gone).toBe("gone")
    expect((await waiting).text).toBe("response 2")
    expect(isFirstMade).toBe(false)
  })
})

describe("memory", () => {
  test("removes the least recently used responses above the limit", async () => {
    await origin.close()
    origin = await cachedOrigin({ maxBytes: 100_000 })
    origin.respond((_request, reply) => reply.header("cache-control", "s-maxage=60").send("x".repeat(10_000)))
    for (let page = 0; page < 30; page++) {
      await origin.get(`/${page}`)
      await origin.get("/0")
      expect(origin.cachedBytes()).toBeLessThanOrEqual(100_000)
    }
    expect(origin.requestCount()).toBe(30)
    await origin.get("/1")
    expect(origin.requestCount()).toBe(31)
  })

  test("streams a response that is too large", async () => {
    await origin.close()
    origin = await cachedOrigin({ maxBytes: 100_000 })
    origin.respond((_request, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, { "cache-control": "s-maxage=60", "content-type": "text/event-stream" })
      for (let part = 0; part < 10; part++) reply.raw.write("x".repeat(9_000))
      setTimeout(() => reply.raw.end("end"), 50)
      return reply
    })
    const { text } = await origin.get("/stream")
    expect(text).toHaveLength(90_003)
    await origin.get("/stream")
    expect(origin.requestCount()).toBe(2)
  })
})
