import type { FastifyInstance } from "fastify"
import { bareSite } from "#tests/support/servers/bare-site"
import { createHost } from "../../src/host"

let host: FastifyInstance
let url: string
beforeAll(async () => {
  const site = bareSite({
    echo: 'exports.default = (_, res) => res.send("read"); exports.config = { bodyParser: { text: { limit: 10 } } }',
  })
  host = await createHost({ site, cacheBytes: 0, limits: { maxBodyBytes: 1_000 } })
  url = await host.listen({ port: 0, host: "127.0.0.1" })
})
afterAll(() => host?.close())

const post = (path: string, length: number) =>
  fetch(url + path, { method: "POST", body: "x".repeat(length), headers: { "content-type": "text/plain" } })

test.each([
  ["the host allows", 1_001, "The request body must not exceed 1,000 bytes."],
  ["the function's parser allows", 11, "request entity too large"],
])("responds with a 413 problem to more than %s", async (_, length, detail) => {
  const response = await post("/api/echo", length)
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8")
  expect(response.headers.get("cache-control")).toBe("no-store")
  expect(await response.json()).toEqual({
    type: "about:blank",
    title: "Payload Too Large",
    status: 413,
    detail,
  })
  expect(response.status).toBe(413)
})

test("a function receives a smaller body; a page responds with a sentence", async () => {
  expect(await (await post("/api/echo", 5)).text()).toBe("read")
  const page = await post("/nowhere", 1_001)
  expect([page.status, await page.text()]).toEqual([413, "The request body must not exceed 1,000 bytes."])
})
