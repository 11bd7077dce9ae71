import fc from "fast-check"
import { words } from "../jest/nightly"
import { acme } from "./saving-client"

export type AnyRequest = {
  method: string
  /** Path and query, in ASCII. */
  target: string
  headers: Record<string, string>
  body?: string
}

/** Texts that no response may contain unescaped: they inject an element, an attribute or a header. */
export const marks = [
  `<x-reachline-mark a="b" c='d'>`,
  `" onx-reachline="1`,
  `' onx-reachline='1`,
  "</script><x-reachline-mark>",
  "\r\nX-Reachline-Mark: 1\r\n\r\n<x-reachline-mark>",
]

/** The pages and endpoints. `*` stands for a random segment. */
const routes = words(`
  / /features /features/* /stack /browsers /browsers/* /audiences /audiences/*
  /audiences/*/edit /audiences/new /you /data /404 /500 /* /*/*
  /api/features /api/features/* /api/features/*/badge.svg /api/features/*/live /api/stack
  /api/browsers /api/browsers/* /api/audiences /api/audiences/* /api/dataset /api/health
  /api/openapi.json /api/* /api/*/*/*
`)
const pageRoutes = routes.filter((route) => !route.startsWith("/api"))

const names = words(`
  audience browsers of q group baseline snapshot min sort page format
  features add version cover utm_source toString __proto__ constructor
  __proto__[polluted] constructor[prototype][polluted] q[toString] audience[] features[0]
`)

const known = [
  ...words(`
    DE world alt-eu de ZZ grid has masonry text-wrap-style chrome safari_ios safari-ios ie
    15.6 120 TP 0 -1 1e9 100.0 99.5 2 css widely all known name reach csv json grid,has grid,has,grid,nothing
    __proto__ constructor toString polluted .. . null undefined NaN x.css
  `),
  "last 2 versions",
  "> 1%",
  "defaults and fully supports es6-module",
  "extends some-package",
  "cover 99% in my stats",
  "current node",
]

const mark = fc.constantFrom(...marks)
/** Long repetitions. They find code whose time grows quadratically. */
const run = fc
  .tuple(
    fc.constantFrom(" ", "/", "a", "0", ".0", ",", "a,", '"', "\\", "%", "é", "not ", "1-"),
    fc.integer({ min: 1, max: 3_000 }),
  )
  .map(([unit, count]) => unit.repeat(count).slice(0, 3_000))
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...known) },
  { weight: 3, arbitrary: mark },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: run },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...known), mark).map(([before, after]) => before + after),
  },
)

/** Text for a URL: encoded once, twice or not at all. */
const inUrl = fc
  .tuple(text, fc.constantFrom("once", "once", "once", "twice", "raw"))
  .map(([value, times]) => {
    const once = encodeURIComponent(value)
    if (times === "twice") return encodeURIComponent(once)
    return times === "once"
      ? once
      : value.replace(/[^!-~]|[#?]/gu, (character) => encodeURIComponent(character))
  })

const traversal = fc.constantFrom(
  ...words(String.raw`
    /..%2f /..%2f..%2fpackage.json /static/..;/ /.cache/host/manifest.json /page-data/../.. /%2e%2e/
    //example.com/ /\example.com /%5cexample.com /.env /data/reachline.db /..%252f..%252fetc/passwd
    /you/x.css /you%2fx.css /you;x.css /api/../you /page-data/you/x.css/page-data.json /%00 /%zz
  `),
)

const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...routes), fc.array(inUrl, { minLength: 3, maxLength: 3 }))
      .map(([route, parts]) => fillRoute(route, parts)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...pageRoutes), fc.array(inUrl, { minLength: 3, maxLength: 3 }))
      .map(
        ([route, parts]) => `/page-data${fillRoute(route === "/" ? "/index" : route, parts)}/page-data.json`,
      ),
  },
  { weight: 1, arbitrary: traversal },
)

function fillRoute(route: string, parts: readonly string[]): string {
  let index = 0
  return route.replaceAll("*", () => parts[index++] ?? "")
}

const query = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: inUrl }),
      inUrl,
    ),
    {
      maxLength: 4,
    },
  )
  .map((pairs) => (pairs.length ? `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}` : ""))

const inHeader = text.map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, ""))

const headerNames = words(`
  accept accept-language accept-encoding user-agent cookie referer origin authorization
  if-none-match if-modified-since if-match range cache-control sec-ch-ua sec-ch-ua-mobile
  sec-ch-ua-platform x-forwarded-host x-forwarded-proto x-original-url x-rewrite-url x-host
  forwarded x-request-id x-http-method-override via save-data sec-fetch-site content-encoding
`)

const headers = fc
  .array(fc.tuple(fc.constantFrom(...headerNames), inHeader), { maxLength: 4 })
  .map((pairs): Record<string, string> => Object.fromEntries(pairs))

const json = fc.oneof(
  fc.constant(acme),
  fc.record(
    { name: text, listed: fc.oneof(fc.boolean(), text), browsers: fc.anything() },
    { requiredKeys: [] },
  ),
  fc.record({
    name: text,
    browsers: fc.dictionary(text, fc.dictionary(text, fc.oneof(fc.double(), fc.integer()))),
  }),
  fc.json().map((value) => JSON.parse(value)),
)
const body = fc.oneof(
  json.map(stringify),
  fc.constantFrom('{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}},"name":"x"}'),
  fc.integer({ min: 1, max: 40_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  fc.integer({ min: 1, max: 4_000 }).map((depth) => `${'{"browsers":'.repeat(depth)}1${"}".repeat(depth)}`),
  text,
)

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? String(part) : part)) ?? ""
  } catch {
    return "{"
  }
}

const types = [
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-7",
  "nonsense",
  "text/csv",
]

const reading = fc.record({
  method: fc.constantFrom("GET", "GET", "GET", "GET", "HEAD"),
  path,
  query,
  headers,
})
const writing = fc.record({
  method: fc.constantFrom("POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "GET", "PROPFIND"),
  path: fc.oneof(fc.constantFrom("/api/audiences", "/api/audiences/x-y"), path),
  query,
  headers,
  type: fc.constantFrom(...types),
  body,
})

/** A random HTTP request for any page or endpoint. Most are GET requests. */
export const anyRequest: fc.Arbitrary<AnyRequest> = fc.oneof(
  {
    weight: 4,
    arbitrary: reading.map(({ method, path: at, query: search, headers: sent }) => ({
      // Node responds to a long URL with 431 and a body, even for HEAD.
      method: (at + search).length < 8_000 ? method : "GET",
      target: at + search,
      headers: sent,
    })),
  },
  {
    weight: 1,
    arbitrary: writing.map(({ method, path: at, query: search, headers: sent, type, body: content }) => ({
      method,
      target: at + search,
      headers: { ...sent, "content-type": type, "content-length": String(Buffer.byteLength(content)) },
      body: content,
    })),
  },
)
