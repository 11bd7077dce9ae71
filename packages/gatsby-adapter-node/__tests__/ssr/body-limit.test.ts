import { once } from "node:events"
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http"
import type { FastifyInstance } from "fastify"
import { bareSite } from "#tests/support/servers/bare-site"
import { createHost } from "../../src/host"

const functions = {
  reads: `
    let runs = 0
    exports.config = { bodyParser: {
      raw: { limit: "50mb" }, text: { limit: "50mb" }, json: { limit: "50mb" },
      urlencoded: { limit: "50mb", extended: true },
    } }
    exports.default = (req, res) => {
      if (req.method === "POST") runs += 1
      res.json({ runs, parts: Object.keys(req.body ?? {}).length + (req.files ?? []).length })
    }`,
  rests: `
    exports.default = (req, res) => {
      if (req.body === "x") return res.send("x")
      req.once("readable", () => {
        req.read(1)
        res.writeProcessing()
      })
    }`,
  streams: `
    let receivedError = "nothing"
    exports.default = async (req, res) => {
      if (req.method === "GET") return res.send(receivedError)
      try {
        let bytes = 0
        for await (const part of req) bytes += part.length
        res.send(String(bytes))
      } catch (error) {
        receivedError = error.message
      }
    }`,
}

const hosts: FastifyInstance[] = []
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
afterAll(async () => {
  agent.destroy()
  await Promise.all(hosts.map((host) => host.close()))
})

async function start(limits?: { maxBodyBytes: number }): Promise<string> {
  const host = await createHost({ site: bareSite(functions), cacheBytes: 0, ...(limits ? { limits } : {}) })
  hosts.push(host)
  return host.listen({ port: 0, host: "127.0.0.1" })
}

/** Sends a whole chunked body on a keep-alive connection, even if the response arrives earlier. */
async function send(url: string, type: string, write: (to: ClientRequest) => unknown) {
  const headers = { "content-type": type }
  const clientRequest = request(url, { method: "POST", headers, agent })
  const responded = once(clientRequest, "response").then(async ([response]: IncomingMessage[]) => {
    let text = ""
    for await (const part of response ?? []) text += part
    return { status: response?.statusCode, type: response?.headers["content-type"], text }
  })
  await write(clientRequest)
  clientRequest.end()
  return responded
}

const part = (name: string, content: string, file = "") =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`

test.each([
  ["text/plain", "reads", "x".repeat(600)],
  ["application/octet-stream", "reads", "x".repeat(600)],
  ["application/json", "reads", " ".repeat(600)],
  ["application/x-www-form-urlencoded", "reads", "a=1&".repeat(150)],
  ["multipart/form-data; boundary=edge", "reads", part("a", "x".repeat(520))],
  ["application/of-no-parser", "streams", "x".repeat(600)],
])(
  "responds with 413 to a chunked body of %s above the limit, and the function does not receive it",
  async (type, name, body) => {
    const url = `${await start({ maxBodyBytes: 1_000 })}/api/${name}`
    const response = await send(url, type, (to) => {
      to.write(body)
      return new Promise((done) => setImmediate(() => to.write(body, done)))
    })
    expect([response.status, response.type]).toEqual([413, "application/problem+json; charset=utf-8"])
    expect(JSON.parse(response.text).detail).toBe("The request body must not exceed 1,000 bytes.")
    const receivedError = await (await fetch(url)).text()
    expect(receivedError).toBe(
      name === "reads" ? '{"runs":0,"parts":0}' : "The request body must not exceed 1,000 bytes.",
    )
  },
)

test("responds with 413 to a chunked form of 200 MB while it is sent, without keeping it in memory", async () => {
  const url = `${await start()}/api/reads`
  const megabyte = "x".repeat(1_000_000)
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const response = await send(url, "multipart/form-data; boundary=edge", async (to) => {
    for (let count = 0; count < 200; count++) {
      // Node's client emits no "drain" after the response, so the test waits for the callback of write().
      await new Promise((done) => to.write(part(`p${count}`, megabyte, '; filename="a"'), done))
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }
    to.write("--edge--\r\n")
  })
  expect(response.status).toBe(413)
  expect(most).toBeLessThan(80_000_000)
  // The connection is usable again, because the server read the whole body.
  const next = await send(url, "text/plain", (to) => to.write("x"))
  expect(JSON.parse(next.text).runs).toBe(1)
})

test("reads a body that is too large to its end, also if the function does not read it", async () => {
  const url = `${await start({ maxBodyBytes: 20_000 })}/api/rests`
  const response = await send(url, "application/of-no-parser", async (to) => {
    to.write("xx")
    await once(to, "information")
    // The socket pauses when the request's buffer is full (16 kB). The chunk that exceeds the limit arrives before this
    // pause.
    to.cork()
    for (let count = 0; count < 8; count++) to.write("x".repeat(8_000))
    to.uncork()
    for (let count = 0; count < 10; count++)
      await new Promise((done) => to.write("x".repeat(1_000_000), done))
  })
  expect(response.status).toBe(413)
  expect((await send(url, "text/plain", (to) => to.write("x"))).text).toBe("x")
})

test("limits a form to 1,000 parts and 100 files", async () => {
  const url = `${await start()}/api/reads`
  const form = (fields: number, files: number) =>
    send(url, "multipart/form-data; boundary=edge", (to) => {
      for (let count = 0; count < fields; count++) to.write(part(`f${count}`, "x"))
      for (let count = 0; count < files; count++) to.write(part(`u${count}`, "x", '; filename="a"'))
      to.write("--edge--\r\n")
    })
  expect(JSON.parse((await form(900, 100)).text).parts).toBe(1_000)
  for (const [fields, files] of [
    [901, 100],
    [0, 101],
    [1_001, 0],
  ] as const) {
    const { status, text } = await form(fields, files)
    expect([status, JSON.parse(text).detail]).toEqual([413, expect.stringMatching(/^Too many /)])
  }
})
