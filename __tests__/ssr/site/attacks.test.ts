import { createGzip } from "node:zlib"
import { temporaryDirectory } from "../../support/inputs/data-directory"
import { acme, json, savingClient } from "../../support/inputs/saving-client"
import { type HttpResponse, sendRequest } from "../../support/servers/cached-origin"
import { sendRaw } from "../../support/servers/raw-socket"
import { runSite } from "../../support/servers/running"
import { startSiteHost } from "../../support/servers/servers"
import { reachline } from "../../support/servers/sites"

const running = runSite(() =>
  startSiteHost(reachline, { DATA_DIR: temporaryDirectory(), TRUST_PROXY: "true" }),
)
const { send, save } = savingClient(() => running.site.url)
const get = (path: string, headers: Record<string, string> = {}) =>
  sendRequest(running.site.url + path, { headers })
const portOf = () => Number(new URL(running.site.url).port)

/** Returns a response without the header fields and timestamps that differ between requests. */
function comparable({ status, headers, text }: HttpResponse) {
  const ownFields = ["x-request-id", "cache-status", "age", "date", "server-timing", "etag"]
  const kept = Object.entries(headers).filter(([name]) => !ownFields.includes(name))
  return { status, headers: Object.fromEntries(kept), text: text.replace(/\b\d{13}\b/g, "0") }
}

describe("cache deception: an address that looks like a file never returns a private response", () => {
  const visitor = {
    "user-agent":
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15",
    "accept-language": "de-CH",
  }
  const own = /Safari 15\.6|Switzerland/

  test("/you is private and not cached", async () => {
    for (const path of ["/you", "/you?x.css", "/page-data/you/page-data.json"]) {
      const { text, headers } = await get(path, visitor)
      expect([path, own.test(text)]).toEqual([path, true])
      expect([path, headers["cache-control"]]).toEqual([path, "private, no-store"])
    }
  })

  test.each([
    "/x.css",
    "%2fx.css",
    "%2Fx.css",
    ";x.css",
    "%3bx.css",
    "%3fx.css",
    "%00x.css",
    "%23x.css",
    ".css",
    "/..%2fx.css",
    "//x.css",
  ])("/you%s", async (end) => {
    const { text, status } = await get(`/you${end}`, visitor)
    expect(text).not.toMatch(own)
    expect([301, 400, 404]).toContain(status)
  })

  test("a saved audience is available only at its own address", async () => {
    const { slug } = await save({ ...acme, name: "Secret visitors" })
    for (const end of ["/x.css", "%2fx.css", ".css", ";x.css", "/edit/x.css", "%00.css"]) {
      const { text, headers } = await get(`/audiences/${slug}${end}`)
      expect([end, text.includes("Secret visitors")]).toEqual([end, false])
      expect(headers["cache-control"] ?? "").not.toMatch(/max-age=[1-9]\d{3}/)
    }
    const page = await get(`/audiences/${slug}?x.css`)
    expect([page.text.includes("Secret visitors"), page.headers["cache-control"]]).toEqual([
      true,
      "private, no-cache",
    ])
  })
})

describe("cache poisoning: request data outside of the cache key does not reach the next response", () => {
  const unkeyed: Record<string, string> = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "evil",
    "x-forwarded-port": "666",
    "x-forwarded-prefix": "/evil",
    "x-original-url": "/evil",
    "x-rewrite-url": "/evil",
    "x-host": "evil.example",
    "x-forwarded-server": "evil.example",
    forwarded: "host=evil.example;proto=evil",
    origin: "https://evil.example",
    referer: "https://evil.example/",
    cookie: "session=evil",
    "x-http-method-override": "DELETE",
    "x-request-id": "evil-request",
    "user-agent": "evil",
    "accept-language": "evil",
  }
  test.each([
    "/features?q=poison",
    "/page-data/features/has/page-data.json?audience=FR",
    "/api/features?q=poison",
    "/api/features/has/badge.svg?audience=FR",
    "/features/masonry?audience=FR",
    "/features/poisoned-is-no-feature",
    "/features/?q=poison",
    "/api/openapi.json",
  ])("%s", async (path) => {
    const plain = comparable(await get(path, { host: "clean.example" }))
    const poisoned = await get(path, { ...unkeyed, host: "victim.example" })
    const next = await get(path, { host: "victim.example" })
    expect(poisoned.text + next.text + JSON.stringify(next.headers)).not.toContain("evil")
    expect(comparable(next)).toEqual(plain)
  })
})

test.each([
  ["/features/has?audience=IT", "&"],
  ["/page-data/features/has/page-data.json?audience=IT", "&"],
  ["/features?min=no-number", "&"],
  ["/features/leaking-is-no-feature", "?"],
])("the stored response of %s contains no parameters of another visitor", async (path, mark) => {
  const own = `${mark}token=secret-of-one&q[__proto__]=secret-of-one&secret-of-one`
  await get(path + own)
  const { text, headers } = await get(path)
  expect(text + JSON.stringify(headers)).not.toContain("secret-of-one")
})

describe("redirects and headers contain no injected data", () => {
  test.each([
    "//example.com",
    "//example.com/",
    "/\\example.com/",
    "/%5cexample.com/",
    "/%2f%2fexample.com/",
    "/features//example.com/",
    "/features/masonry?audience=//example.com",
    "/features/masonry/?next=https://example.com",
    "/page-data//example.com/",
    "/audiences/de/?audience=https%3A%2F%2Fexample.com",
    "/@example.com/",
  ])("%s redirects only within this site", async (path) => {
    const response = await sendRaw(portOf(), `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, {
      silenceMs: 3_000,
    })
    expect(response).toMatch(/^HTTP\/1\.1 (200|301|400|404)/)
    const to = /^location: (.*)\r$/im.exec(response)?.[1]
    if (to !== undefined) expect(new URL(to, "http://site.example").origin).toBe("http://site.example")
  })

  test.each(["/features/masonry", "/api/features/masonry", "/features/grid/", "/audiences/de"])(
    "parameters of %s cannot add header lines",
    async (path) => {
      const injected = "%0d%0aSet-Cookie:%20x-injected=1%0d%0a%0d%0a<x-injected>"
      for (const query of [
        `?audience=${injected}`,
        `?browsers=${injected}`,
        `?q=${injected}`,
        `?${injected}=1`,
      ]) {
        const { headers } = await get(path + query)
        expect(headers["set-cookie"]).toBeUndefined()
        expect(Object.values(headers).join("\n")).not.toMatch(/[\r\n]x-injected|<x-injected/)
      }
    },
  )

  test("the name of a CSV file contains the audience's slug, not its name", async () => {
    const { slug } = await save({ ...acme, name: 'x"; filename="evil.exe"; é☃/../' })
    const { headers } = await get(`/api/features?format=csv&audience=${slug}`)
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+\.csv"$/)
  })
})

const post = (body: string, headers: Record<string, string> = {}) =>
  send("/api/audiences", "POST", body, headers)

describe("bodies", () => {
  test("prototype names in a body do not change other objects", async () => {
    const before = comparable(await get("/api/features?q=grid"))
    for (const body of [
      '{"__proto__":{"name":"polluted","listed":true},"browsers":{"chrome":{"1":1}}}',
      '{"constructor":{"prototype":{"name":"polluted"}},"browsers":{"chrome":{"1":1}}}',
      '{"name":"x","browsers":{"__proto__":{"1":1}}}',
      '{"name":"x","browsers":{"chrome":{"__proto__":{"polluted":1}}}}',
    ])
      expect([body, (await post(body)).status]).toEqual([body, 400])
    await get("/api/features?__proto__[q]=polluted&constructor[prototype][q]=polluted&q.__proto__.x=1")
    expect((await post('{"browsers":{"chrome":{"1":1}}}')).status).toBe(400)
    expect(comparable(await get("/api/features?q=grid"))).toEqual(before)
  })

  test.each([
    ["lists", "[".repeat(900_000) + "]".repeat(900_000)],
    ["lists without end", "[".repeat(1_900_000)],
    ["objects", `${'{"browsers":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    [
      "objects in a part",
      `{"name":"x","browsers":{"chrome":{"1":${'{"1":'.repeat(100_000)}1${"}".repeat(100_000)}}}}`,
    ],
  ])("rejects deeply nested %s with 400", async (_what, body) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    expect((await json(response)).detail).not.toBe("")
    expect((await get("/api/health")).status).toBe(200)
  })
})

describe("forms and compressed bodies", () => {
  test.each([
    ["that has no boundary", "multipart/form-data", "x"],
    [
      "that ends early",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nx',
    ],
    ["of no parts", "multipart/form-data; boundary=x", '{"name":"x"}'],
    ["with a broken head", "multipart/form-data; boundary=x", "--x\r\n\0: \r\n\r\nx\r\n--x--"],
  ])("rejects a form %s with 400 and a message", async (_what, type, body) => {
    const response = await post(body, { "content-type": type })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/\w+ \w+/)
  })

  test("does not unpack a 1 GB body that was compressed to 1 MB", async () => {
    const bomb = await zipped(1_000)
    const resident = async () =>
      Number(/^process_resident_memory_bytes(?:{.*})? (\S+)/m.exec((await get("/metrics")).text)?.[1])
    const before = await resident()
    for (const [path, encoding] of [
      ["/api/audiences", "gzip"],
      ["/api/audiences", "gzip, gzip"],
      ["/api/features", "gzip"],
      ["/features", "gzip"],
    ] as const) {
      const status = await sendBytes(path, bomb, encoding)
      expect([path, encoding, status]).toEqual([path, encoding, expect.stringMatching(/^(4\d\d|0)$/)])
    }
    expect((await resident()) - before).toBeLessThan(150_000_000)
  }, 60_000)

  /** Compresses a text of this many megabytes with gzip. */
  async function zipped(megabytes: number): Promise<Buffer> {
    const gzip = createGzip({ level: 1 })
    const parts: Buffer[] = []
    gzip.on("data", (part) => parts.push(part))
    const ended = new Promise<void>((done) => gzip.once("end", done))
    const megabyte = Buffer.alloc(1_000_000, " ")
    for (let count = 0; count < megabytes; count++) {
      if (!gzip.write(megabyte)) await new Promise<void>((done) => gzip.once("drain", () => done()))
    }
    gzip.end()
    await ended
    return Buffer.concat(parts)
  }

  /** The status of the response, or 0 if the host closed the connection. */
  async function sendBytes(path: string, body: Buffer, encoding: string): Promise<string> {
    const headers = {
      "content-type": "application/json",
      "content-encoding": encoding,
      "x-forwarded-for": "192.0.2.250",
    }
    return fetch(running.site.url + path, { method: "POST", headers, body: body as never }).then(
      ({ status }) => String(status),
      () => "0",
    )
  }
})
