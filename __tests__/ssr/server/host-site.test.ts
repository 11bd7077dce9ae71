import { type Answered, ask } from "../../support/cached-origin"
import { minutes } from "../../support/fixture"
import { hostSite, type RunningHost } from "../../support/host"
import { hostFixture } from "../../support/host-site"
import { type RunningSite, serveSite } from "../../support/site"

let host: RunningHost
let serve: RunningSite

beforeAll(async () => {
  host = await hostSite(hostFixture)
  serve = await serveSite(hostFixture)
}, minutes(5))
afterAll(() => Promise.all([host?.stop(), serve?.stop()]))

type Request = { path: string; method?: string; headers?: Record<string, string>; body?: string }

const form = [
  "--edge",
  'Content-Disposition: form-data; name="kind"',
  "",
  "photo",
  "--edge",
  'Content-Disposition: form-data; name="upload"; filename="a.txt"',
  "Content-Type: text/plain",
  "",
  "twelve bytes",
  "--edge--",
  "",
].join("\r\n")

const post = (type: string, body: string, path = "/blog/api/echo"): Request => ({
  path,
  method: "POST",
  headers: { "content-type": type, "content-length": String(Buffer.byteLength(body)) },
  body,
})

const requests: Request[] = [
  ...[
    "/blog/",
    "/blog/plain/",
    "/blog/plain?a=1",
    "/blog/plain/?a=1",
    "/blog/docs",
    "/blog/docs/",
    "/blog/docs/index.html",
    "/blog/note.txt",
    "/blog/page-data/deferred/page-data.json",
    "/blog/files/a/b%2Fc/?x=1&y[z]=2&x=3",
    "/blog/files/a",
    "/blog/page-data/files/a/page-data.json?q=1",
    "/blog/ends/?how=teapot",
    "/blog/ends/?how=redirect",
    "/blog/app/",
    "/blog/app/deep/er/",
    "/blog/page-data/app/page-data.json",
    "/blog/page-data/app-data.json",
    "/blog/page-data/plain/page-data.json",
    "/blog/page-data/nope/page-data.json",
    "/blog/nope/",
    "/blog/api/echo?a=1&b[]=2",
    "/api/echo?a=1",
    "/blog/api/rest/a/b%20c",
    "/blog/api/users/7",
  ].map((path) => ({ path })),
  { path: "/blog/plain/", method: "HEAD" },
  { path: "/blog/files/a/", method: "POST" },
  { path: "/blog/note.txt", headers: { range: "bytes=0-4" } },
  { path: "/blog/nope.json", headers: { accept: "application/json" } },
  { path: "/blog/api/echo", headers: { cookie: "a=1; b=%20" } },
  { path: "/blog/files/a/", headers: { cookie: "a=1" } },
  post("application/json", '{"a":[1]}'),
  post("application/x-www-form-urlencoded", "a[b]=1&c=2"),
  post("text/plain", "some text"),
  post("application/octet-stream", "raw"),
  post("multipart/form-data; boundary=edge", form),
  post("application/json", '{"a":'),
  post("application/json", JSON.stringify("x".repeat(200_000))),
  post("application/small", "[1]", "/blog/api/small"),
  post("application/small", JSON.stringify("x".repeat(40)), "/blog/api/small"),
  post("application/json", "[1]", "/blog/api/small"),
]

const named = requests.map(
  (request) =>
    [
      `${request.method ?? "GET"} ${request.path} ${request.headers?.["content-type"] ?? ""}`,
      request,
    ] as const,
)

/** What a client acts on. */
function seen({ status, headers, text }: Answered, path: string) {
  const error = status >= 400 && path.includes("/api/")
  return {
    status,
    // Under serve the body of a parser's error is Express's page with a stack trace in it.
    body: error ? "" : text,
    type: error ? "" : headers["content-type"]?.toLowerCase(),
    location: headers.location,
    cookies: headers["set-cookie"],
    range: headers["content-range"],
    own: [headers["x-files"], headers["x-plain"]],
  }
}

describe("behaves as under gatsby serve", () => {
  test.each(named)("%s", async (_name, { path, ...request }) => {
    const [ours, theirs] = [await ask(host.url + path, request), await ask(serve.url + path, request)]
    expect(seen(ours, path)).toEqual(seen(theirs, path))
  })
})
