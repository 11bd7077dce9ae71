import { once } from "node:events"
import { connect } from "node:http2"
import type { AddressInfo } from "node:net"
import Fastify, { type FastifyRequest } from "fastify"
import { type CachedOrigin, cacheClock, cachedOrigin } from "#tests/support/servers/cached-origin"
import { responseCache } from "../../src/cache/response-cache"

const passes = cacheClock()
const policy = "s-maxage=1, stale-while-revalidate=60"
const originOf = ({ protocol, host }: FastifyRequest) => `${protocol}://${host}`

describe("behind a trusted proxy", () => {
  let origin: CachedOrigin
  beforeEach(async () => {
    origin = await cachedOrigin({}, { trustProxy: true })
    origin.respond((request, reply) =>
      reply
        .header("cache-control", policy)
        .send(`${origin.requestCount()}: ${originOf(request)} for ${request.headers.host}`),
    )
  })
  afterEach(() => origin.close())

  const get = async (headers: Record<string, string>, method = "GET") =>
    (await origin.get("/page", { host: "internal", ...headers }, method)).text

  test.each([
    ["X-Forwarded-Host", { "x-forwarded-host": "b.example" }, "http://b.example for internal"],
    ["X-Forwarded-Proto", { "x-forwarded-proto": "https" }, "https://a.example for internal"],
    ["Host", { host: "other" }, "http://a.example for other"],
  ])("another %s does not receive the stored response", async (_name, headers, expected) => {
    const first = { "x-forwarded-host": "a.example" }
    expect(await get(first)).toBe("1: http://a.example for internal")
    expect(await get({ ...first, ...headers })).toBe(`2: ${expected}`)
    expect(await get(first)).toBe("1: http://a.example for internal")
  })

  test("an unsafe request removes the response of its Location at the forwarded host", async () => {
    const forwarded = { "x-forwarded-host": "a.example" }
    expect(await get(forwarded)).toMatch(/^1:/)
    origin.respond((_request, reply) => reply.header("location", "http://a.example/page").send("moved"))
    await origin.get("/other", { host: "internal", ...forwarded }, "POST")
    expect(await get(forwarded)).toBe("moved")
  })
})

test("over HTTP/2, another authority does not receive the stored response", async () => {
  const fastify = Fastify({ http2: true })
  fastify.register(responseCache, { maxBytes: 1_000_000 })
  let requests = 0
  fastify.get("/page", (request, reply) =>
    reply.header("cache-control", policy).send(`${++requests}: ${request.host}`),
  )
  await fastify.listen({ port: 0, host: "127.0.0.1" })
  const session = connect(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`)
  const get = async (authority: string) => {
    const stream = session.request({ ":path": "/page", ":authority": authority })
    let text = ""
    stream.setEncoding("utf8").on("data", (part) => {
      text += part
    })
    await once(stream, "end")
    return text
  }
  expect(await get("a.example")).toBe("1: a.example")
  expect(await get("b.example")).toBe("2: b.example")
  expect(await get("a.example")).toBe("1: a.example")
  passes(1_100)
  expect(await get("a.example")).toBe("1: a.example")
  let refreshed = "1"
  while (refreshed.startsWith("1")) refreshed = await get("a.example")
  expect(refreshed).toBe("3: a.example")
  session.close()
  await fastify.close()
})
