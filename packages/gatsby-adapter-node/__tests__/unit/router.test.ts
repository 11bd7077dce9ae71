import type { Manifest } from "../../src/manifest"
import { createRouter } from "../../src/router"

const manifest: Manifest = {
  pathPrefix: "",
  trailingSlash: "never",
  headerSets: [[]],
  files: {
    "/index.html": { headers: 0 },
    "/about/index.html": { headers: 0 },
    "/app/index.html": { headers: 0 },
    "/a b.txt": { headers: 0 },
    "/docs/index.html": { headers: 0 },
  },
  staticPages: { "/": "/index.html", "/about": "/about/index.html", "/app": "/app/index.html" },
  patterns: [
    { route: "/blog/:year/:slug", kind: "redirect" },
    { route: "/app/*", file: "/app/index.html" },
    { route: "/round/*", kind: "redirect" },
    { route: "/spa/*", kind: "redirect" },
  ],
  deferred: [],
  functions: [],
  redirects: [
    { from: "/Old", to: "/about", status: 301, ignoreCase: true },
    { from: "/exact", to: "/about", status: 302, ignoreCase: false },
    { from: "/blog/:year/:slug", to: "/posts/:slug?of=:year", status: 301, ignoreCase: true },
    { from: "/round/*", to: "/round/again", status: 200, ignoreCase: true },
    { from: "/spa/*", to: "/about", status: 200, ignoreCase: true },
  ],
}

const page = { mode: "SSR" as const, path: "/features", componentChunkName: "features" }
const engine = {
  findEnginePageByPath: (path: string) => (/^\/?(features\/?|api)$/.test(path) ? page : undefined),
}
const match = (url: string, changes: Partial<Manifest> = {}) =>
  createRouter({ ...manifest, ...changes }, engine).match(url)

test.each([
  ["/", "/index.html"],
  ["/about", "/about/index.html"],
  ["/a%20b.txt", "/a b.txt"],
  ["/docs/", "/docs/index.html"],
  ["/about/index.html", "/about/index.html"],
  ["/app", "/app/index.html"],
  ["/app/x/y", "/app/index.html"],
  ["/spa/x", "/about/index.html"],
])("%s is served from %s", (path, file) => expect(match(path)).toEqual({ kind: "file", file }))

test.each([
  ["/about/", 301, "/about?q=1"],
  ["//", 301, "/?q=1"],
  ["/features/", 301, "/features?q=1"],
  ["/docs", 301, "/docs/?q=1"],
  ["/old", 301, "/about?q=1"],
  ["/exact", 302, "/about?q=1"],
  ["/BLOG/2024/Title", 301, "/posts/Title?of=2024"],
])("%s redirects with %i to %s", (path, status, to) =>
  expect(match(`${path}?q=1`)).toEqual({ kind: "redirect", status, to }),
)

test("a case-sensitive redirect does not match other cases", () =>
  expect(match("/EXACT")).toEqual({ kind: "not-found" }))

test("a rewrite to itself is not followed again", () =>
  expect(match("/round/1")).toEqual({ kind: "not-found" }))

test("matches pages of the engine and their data, after functions", () => {
  expect(match("/features?q=1")).toMatchObject({ kind: "page", path: "/features", url: "/features?q=1" })
  const data = "/page-data/features/page-data.json"
  expect(match(data)).toMatchObject({ kind: "page-data", path: "features", url: data })
  expect(match("/api")).toEqual({ kind: "function" })
  expect(match("/api/anything")).toEqual({ kind: "function" })
})

test("redirects to the trailing slash with `always`, and not with `ignore`", () => {
  expect(match("/about", { trailingSlash: "always" })).toMatchObject({ status: 301, to: "/about/" })
  expect(match("/features", { trailingSlash: "always" })).toMatchObject({ kind: "page" })
  expect(match("/about/", { trailingSlash: "ignore" })).toMatchObject({ kind: "file" })
})

test("requires the path prefix and keeps it in redirects; functions are also served without it", () => {
  const prefixed = { pathPrefix: "/blog" }
  expect(match("/blog", prefixed)).toEqual({ kind: "file", file: "/index.html" })
  expect(match("/blog/about/", prefixed)).toMatchObject({ to: "/blog/about" })
  expect(match("/about", prefixed)).toEqual({ kind: "not-found" })
  expect(match("/blogs", prefixed)).toEqual({ kind: "not-found" })
  expect(match("/api/x", prefixed)).toEqual({ kind: "function" })
})

test("names of Object.prototype are not files", () => {
  for (const path of ["/constructor", "/__proto__", "constructor", "/toString"])
    expect(match(path)).toEqual({ kind: "not-found" })
})
