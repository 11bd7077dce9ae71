import type { RoutesManifest } from "gatsby"
import { buildManifest } from "../../src/build-manifest"

const key = (value: string) => [{ key: "cache-control", value }]
const routes = [
  { type: "static", path: "/blog/about/", filePath: "public/about/index.html", headers: key("a") },
  { type: "static", path: "/blog/app/*", filePath: "public/app/index.html", headers: key("a") },
  {
    type: "static",
    path: "/blog/page-data/app/*/page-data.json/",
    filePath: "public/page-data/app/page-data.json",
    headers: key("a"),
  },
  { type: "static", path: "/blog/logo.png/", filePath: "public/logo.png", headers: key("b") },
  { type: "function", path: "/blog/api/users/:id/", functionId: "users" },
  { type: "function", path: "/blog/later/", functionId: "ssr-engine", cache: true },
  { type: "function", path: "/blog/page-data/later/page-data.json/", functionId: "ssr-engine", cache: true },
  { type: "function", path: "/blog/now/", functionId: "ssr-engine" },
  { type: "redirect", path: "/blog/old", toPath: "/blog/about/", status: 301, headers: [] },
  { type: "redirect", path: "/blog/inner", toPath: "/blog/about/", status: 200, headers: [] },
  { type: "redirect", path: "/blog/proxy", toPath: "https://example.com", status: 200, headers: [] },
  { type: "redirect", path: "/blog/no", toPath: "/", status: 500, headers: [] },
  { type: "redirect", path: "/blog/de", toPath: "/", status: 302, headers: [], language: "de" },
] as unknown as RoutesManifest
const functions = [{ functionId: "users", pathToEntryPoint: ".cache/functions/users/[id].js" }]

function build(list = routes, pathPrefix = "/blog") {
  const warnings: string[] = []
  const manifest = buildManifest({
    routes: list,
    functions,
    pathPrefix,
    trailingSlash: "always",
    ownPaths: ["/shop"],
    warn: (message) => warnings.push(message),
  })
  return { manifest, warnings }
}

test("removes the prefix from pages, client-only routes, functions and DSG pages", () => {
  const { manifest } = build()
  expect(manifest.pathPrefix).toBe("/blog")
  expect(manifest.staticPages).toEqual({ "/about": "/about/index.html", "/app": "/app/index.html" })
  expect(manifest.patterns).toEqual([
    { route: "/app/*", file: "/app/index.html" },
    { route: "/api/users/:id/", kind: "function" },
  ])
  expect(manifest.functions).toEqual([{ route: "users/:id", file: ".cache/functions/users/[id].js" }])
  expect(manifest.deferred).toEqual(["/later"])
})

test("redirects have the prefix, rewrites do not; unsupported redirects are reported", () => {
  const { manifest, warnings } = build()
  expect(manifest.redirects).toEqual([
    { from: "/old", to: "/blog/about/", status: 301, ignoreCase: true },
    { from: "/inner", to: "/about/", status: 200, ignoreCase: true },
  ])
  expect(warnings).toEqual([
    "The redirect from /blog/proxy is skipped: status 200 needs a path of this site, not https://example.com.",
    "The redirect from /blog/no is skipped: status 500 is not one of 200, 301, 302, 303, 307, 308, 404, 410.",
    "The redirect from /blog/de is skipped: the host does not support the option “language”.",
  ])
})

test.each([
  ["/blog/about", "a static page"],
  ["/blog/APP", "another case of a static page", true],
  ["/blog/app", "a page with a matchPath"],
  ["/blog/now/", "an SSR page"],
  ["/blog/shop", "an SSR page with a matchPath"],
  ["/blog/logo.png", "a file"],
  ["/blog/%61bout", "another spelling of a page"],
])("a redirect from %s, %s, needs force", (path, _page, isFollowed = false) => {
  const redirect = { type: "redirect", path, toPath: "/blog/x", status: 301, headers: [] }
  const built = build([...routes.slice(0, 8), redirect] as unknown as RoutesManifest)
  expect(built.manifest.redirects).toHaveLength(isFollowed ? 1 : 0)
  expect(built.warnings).toEqual(
    isFollowed
      ? []
      : [
          `The redirect from ${path} is skipped: the site has this path. Add force: true, or remove the redirect.`,
        ],
  )
  const forced = build([...routes.slice(0, 8), { ...redirect, force: true }] as unknown as RoutesManifest)
  expect(forced.manifest.redirects).toMatchObject([{ force: true, to: "/blog/x" }])
})

test("routes with parameters keep Gatsby's order, redirects among them", () => {
  const redirect = { type: "redirect", toPath: "/", status: 301, headers: [] }
  const list = [
    { type: "function", path: "/a/b/:c", functionId: "ssr-engine" },
    { ...redirect, path: "/a/:b" },
    { ...redirect, path: "/exact" },
    { ...redirect, path: "/a/:forced", force: true },
    { ...redirect, path: "https://old.example/*" },
    { type: "static", path: "/a/*", filePath: "public/a/index.html", headers: [] },
  ]
  const { manifest } = build(list as unknown as RoutesManifest, "")
  expect(manifest.patterns).toEqual([
    { route: "/a/b/:c" },
    { route: "/a/:b", kind: "redirect" },
    { route: "/a/*", file: "/a/index.html" },
  ])
  expect(manifest.redirects).toHaveLength(4)
})

test("a page is known by its own path and by its matchPath", () => {
  const list = [
    { type: "static", path: "/other/", filePath: "public/own/index.html", headers: [] },
    { type: "static", path: "/404.html/", filePath: "public/404.html", headers: [] },
  ]
  expect(build(list as unknown as RoutesManifest, "").manifest.staticPages).toEqual({
    "/other": "/own/index.html",
    "/own": "/own/index.html",
  })
})

test("ignores a configured prefix that the build did not use", () => {
  const list = [{ type: "static", path: "/about/", filePath: "public/about/index.html", headers: [] }]
  expect(build(list as unknown as RoutesManifest).manifest.pathPrefix).toBe("")
})
