import type { Manifest } from "../../../packages/gatsby-adapter-node/src/manifest"
import { createSite } from "../../../packages/gatsby-adapter-node/src/site"

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
  clientRoutes: [{ route: "/app/*", file: "/app/index.html" }],
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
const site = (changes: Partial<Manifest> = {}) => createSite({ ...manifest, ...changes }, engine)
const resolve = (path: string, changes: Partial<Manifest> = {}, search = "") =>
  site(changes).resolve(path, search)

test.each([
  ["/", "/index.html"],
  ["/about", "/about/index.html"],
  ["/a%20b.txt", "/a b.txt"],
  ["/docs/", "/docs/index.html"],
  ["/about/index.html", "/about/index.html"],
  ["/app", "/app/index.html"],
  ["/app/x/y", "/app/index.html"],
  ["/spa/x", "/about/index.html"],
])("%s is the file %s", (path, file) => expect(resolve(path)).toEqual({ kind: "file", file }))

test.each([
  ["/about/", 301, "/about?q=1"],
  ["//", 301, "/?q=1"],
  ["/features/", 301, "/features?q=1"],
  ["/docs", 301, "/docs/?q=1"],
  ["/old", 301, "/about?q=1"],
  ["/exact", 302, "/about?q=1"],
  ["/BLOG/2024/Title", 301, "/posts/Title?of=2024"],
])("%s is redirected with %i to %s", (path, status, to) =>
  expect(resolve(path, {}, "?q=1")).toEqual({ kind: "redirect", status, to }),
)

test("a redirect that minds the case leaves other cases alone", () =>
  expect(resolve("/EXACT")).toEqual({ kind: "not-found" }))

test("a rewrite that leads to itself ends", () => expect(resolve("/round/1")).toEqual({ kind: "not-found" }))

test("pages of the engine and their data, and functions before them", () => {
  expect(resolve("/features")).toMatchObject({ kind: "page", pathName: "/features" })
  const data = "/page-data/features/page-data.json"
  expect(resolve(data)).toMatchObject({ kind: "page-data", pathName: data })
  expect(resolve("/api")).toEqual({ kind: "function" })
  expect(resolve("/api/anything")).toEqual({ kind: "function" })
})

test("with trailingSlash always, and with ignore", () => {
  expect(resolve("/about", { trailingSlash: "always" })).toMatchObject({ status: 301, to: "/about/" })
  expect(resolve("/features", { trailingSlash: "always" })).toMatchObject({ kind: "page" })
  expect(resolve("/about/", { trailingSlash: "ignore" })).toMatchObject({ kind: "file" })
})

test("a path prefix is asked for, and kept in redirects; functions are at the root too", () => {
  const prefixed = { pathPrefix: "/blog" }
  expect(resolve("/blog", prefixed)).toEqual({ kind: "file", file: "/index.html" })
  expect(resolve("/blog/about/", prefixed)).toMatchObject({ to: "/blog/about" })
  expect(resolve("/about", prefixed)).toEqual({ kind: "not-found" })
  expect(resolve("/blogs", prefixed)).toEqual({ kind: "not-found" })
  expect(resolve("/api/x", prefixed)).toEqual({ kind: "function" })
})

test("names of Object.prototype are no files", () => {
  for (const path of ["/constructor", "/__proto__", "constructor", "/toString"])
    expect(resolve(path)).toEqual({ kind: "not-found" })
})
