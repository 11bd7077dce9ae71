import { spawn } from "node:child_process"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { sendRequest } from "#tests/support/servers/cached-origin"
import { sendRaw, statusesOf } from "#tests/support/servers/raw-socket"
import { minutes, runSite } from "#tests/support/servers/running"
import { sharedHost } from "#tests/support/servers/shared"
import { fixture, repository } from "#tests/support/servers/sites"

const line = (target: string, method = "GET", host = "Host: a\r\n") =>
  `${method} ${target} HTTP/1.1\r\n${host}`
const page = line("/blog/files/a")
const echo = `${line("/blog/api/request", "POST")}Content-Type: text/plain\r\n`
const hidden = `${line("/blog/note.txt")}\r\n`
const chunked = "Transfer-Encoding: chunked\r\n"

/** The bytes that each test sends, and the statuses of the responses. */
const requests: Record<string, [bytes: string, statuses: number[]]> = {
  // Framing: the host refuses requests that two servers could interpret differently. It does not read the bytes after
  // such a request as another request.
  "both lengths": [`${echo}Content-Length: 6\r\n${chunked}\r\n0\r\n\r\n${hidden}`, [400]],
  "two lengths": [`${echo}Content-Length: 6\r\nContent-Length: 5\r\n\r\nabcdef${hidden}`, [400]],
  "a list of lengths": [`${echo}Content-Length: 5, 5\r\n\r\nabcde${hidden}`, [400]],
  "a signed length": [`${echo}Content-Length: +5\r\n\r\nabcde${hidden}`, [400]],
  "a space before the colon": [`${echo}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`, [400]],
  "a coding of another name": [`${echo}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`, [501, 400]],
  "a coding inside chunks": [`${echo}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, [501]],
  "chunks in HTTP/1.0": [
    `POST /blog/api/request HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n${chunked}\r\n0\r\n\r\n`,
    [400],
  ],
  "a folded line": [`${page}X-A: b\r\n c\r\n\r\n${hidden}`, [400]],
  "lines that end in LF": [`GET /blog/note.txt HTTP/1.1\nHost: a\n\n`, [400]],
  "an endless chunk extension": [`${echo}${chunked}\r\n5;${"a".repeat(20_000)}\r\nabcde\r\n0\r\n\r\n`, [400]],
  "a chunk extension": [`${echo}${chunked}\r\n5;a="b"\r\nabcde\r\n0\r\n\r\n`, [201]],
  "a body for a page": [`${page}Content-Length: 5\r\n\r\nabcde${hidden}`, [200, 200]],
  "HEAD with a body": [`${line("/blog/files/a", "HEAD")}Content-Length: 5\r\n\r\nabcde${hidden}`, [200, 200]],
  "five at once": [`${page}\r\n`.repeat(5), [200, 200, 200, 200, 200]],
  // Targets and hosts.
  "no host": [`${line("/blog/note.txt", "GET", "")}\r\n`, [400]],
  "two hosts": [`${hidden.slice(0, -2)}Host: b\r\n\r\n`, [400]],
  "a host that is none": [`${line("/blog/note.txt", "GET", "Host: a/<b>\r\n")}\r\n`, [400]],
  "an address of ours": [`${line("http://a/blog/note.txt")}\r\n`, [200]],
  "a file": [`${line("file:///etc/passwd")}\r\n`, [400]],
  "an asterisk": [`${line("*")}\r\n`, [400]],
  "OPTIONS *": [`${line("*", "OPTIONS")}\r\n`, [204]],
  "a fragment": [`${line("/blog/files/a/#x")}\r\n`, [400]],
  "a NUL": [`${line("/blog/\0")}\r\n`, [400]],
  "bytes beyond ASCII": [`${line("/blog/files/\xff")}\r\n`, [400]],
  "another protocol": ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  "a method of WebDAV": [`${line("/blog/plain", "PROPFIND")}\r\n`, [501]],
  TRACE: [`${line("/blog/plain", "TRACE")}\r\n`, [405]],
  "an upgrade": [`${page}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`, [200]],
  // Paths.
  "an address without end": [`${line(`/blog/files/${"a".repeat(20_000)}/`)}\r\n`, [431]],
  // If the host joined the path with a folder, each of these paths would lead to an existing file.
  "dots above the root": [`${line(`/blog${"/..".repeat(20)}/etc/passwd`)}\r\n`, [404]],
  "encoded dots": [`${line("/blog/%2e%2e/package.json")}\r\n`, [404]],
  "dots, encoded twice": [`${line("/blog/%252e%252e/package.json")}\r\n`, [404]],
  "dots and a semicolon": [`${line("/blog/..;/.cache/host/manifest.json")}\r\n`, [404]],
  backslashes: [`${line("/blog/..\\package.json")}\r\n`, [404]],
  "an encoded slash for the prefix": [`${line("/blog%2fnote.txt")}\r\n`, [404]],
  "a thousand ranges": [`${hidden.slice(0, -2)}Range: bytes=0-0${",2-2".repeat(1_000)}\r\n\r\n`, [200]],
  "names of an object's prototype": [
    `${line("/blog/files/a?__proto__[x]=1&constructor[prototype][y]=1")}\r\n`,
    [200],
  ],
}

const running = runSite(() => sharedHost(fixture))
const origin = () => new URL(running.site.url).origin
const port = () => Number(new URL(running.site.url).port)
const responses: Record<string, string> = {}
const get = (path: string, headers: Record<string, string> = {}) => sendRequest(origin() + path, { headers })

beforeAll(async () => {
  // Requests a page and a function once before the test, because the first response is slow. The test would count a
  // slow response as missing.
  await Promise.all([get("/blog/files/a"), get("/blog/api/request")])
  const sent = Object.entries(requests).map(async ([name, [bytes]]) => {
    responses[name] = await sendRaw(port(), bytes, { silenceMs: 2_000 })
  })
  await Promise.all(sent)
}, minutes(5))

test.each(Object.entries(requests))("%s", (name, [, statuses]) => {
  expect(statusesOf(responses[name] ?? "")).toEqual(statuses)
})

test("the host of an absolute target replaces the Host header (RFC 9112 §3.2.2)", async () => {
  const ofHost = (target: string, name = "a") =>
    sendRaw(port(), `${line(target, "GET", `Host: ${name}\r\n`)}Connection: close\r\n\r\n`, {
      silenceMs: 5_000,
    })
  const own = await ofHost("http://one.example/blog/api/ends?absolute")
  const same = await ofHost("/blog/api/ends?absolute", "one.example")
  const other = await ofHost("/blog/api/ends?absolute")
  expect(same).toContain("gatsby-host; hit")
  expect(other).not.toContain("gatsby-host; hit")
  expect(own).toContain("200 OK")
})

test("clients that send headers slowly do not block others", async () => {
  const slow = Promise.all(
    Array.from({ length: 200 }, () =>
      sendRaw(port(), [line("/blog/note.txt"), ...Array(40).fill("X: y\r\n")], { pauseMs: 100 }),
    ),
  )
  let isSlowDone = false
  void slow.then(() => {
    isSlowDone = true
  })
  await wait(300)
  expect((await get("/blog/files/a")).status).toBe(200)
  expect(isSlowDone).toBe(false)
  await slow
})

test("closes a connection without activity while a function runs", async () => {
  const program = `
    require(${JSON.stringify(join(repository, "packages", "gatsby-adapter-node", "dist", "handler.js"))})
      .createHost({ site: ${JSON.stringify(running.site.directory)}, cacheBytes: 0, limits: { connectionTimeoutMs: 500 } })
      .then((server) => server.listen({ port: 0, host: "127.0.0.1" }))
      .then((address) => console.log(new URL(address).port))`
  const patient = spawn(process.execPath, ["-e", program], { cwd: running.site.directory })
  try {
    const port = await new Promise<number>((found) =>
      patient.stdout.once("data", (text) => found(Number(text))),
    )
    // The function takes three times as long as `connectionTimeoutMs`.
    expect(await sendRaw(port, `${line("/blog/api/ends?how=slow")}\r\n`, { silenceMs: 5_000 })).toBe("")
  } finally {
    patient.kill()
  }
})

describe("redirects", () => {
  test.each([
    ["/blog/plain/?a=%zz", "/blog/plain?a=%zz"],
    ["/blog/plain/?next=%2Fa%26b", "/blog/plain?next=%2Fa%26b"],
    ["/blog/files/a%2Fb%0d%0aX:1/", "/blog/files/a%2Fb%0D%0AX:1"],
    ["/blog/files/\\b/", "/blog/files/%5Cb"],
    ["/blog//plain/", "/blog/plain"],
    ["/blog/moved/%2Fexample.com", "/blog/files/%2Fexample.com"],
  ])("%s redirects to %s", async (from, to) => {
    const response = await sendRaw(port(), `${line(from)}Connection: close\r\n\r\n`, { silenceMs: 5_000 })
    expect(/^location: (.*)\r$/m.exec(response)?.[1]).toBe(to)
  })
})

test("does not store the response to a GET with a body", async () => {
  const first = await sendRequest(`${origin()}/blog/api/ends?fat`, {
    headers: { "content-type": "application/json", "content-length": "2" },
    body: "{}",
  })
  const second = await get("/blog/api/ends?fat")
  expect(second.text).not.toBe(first.text)
  expect(second.headers["cache-status"]).toContain("fwd=uri-miss; stored")
})
