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
  { type: "redirect", path: "/blog/no", toPath: "/", status: 404, headers: [] },
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
    warn: (message) => warnings.push(message),
  })
  return { manifest, warnings }
}

test("removes the prefix from pages, client-only routes, functions and DSG pages", () => {
  const { manifest } = build()
  expect(manifest.pathPrefix).toBe("/blog")
  expect(manifest.staticPages).toEqual({ "/about": "/about/index.html", "/app": "/app/index.html" })
  expect(manifest.clientRoutes).toEqual([{ route: "/app/*", file: "/app/index.html" }])
  expect(manifest.functions).toEqual([{ route: "users/:id", file: ".cache/functions/users/[id].js" }])
  expect(manifest.deferred).toEqual(["/later"])
})

test("redirects have the prefix, rewrites do not; unsupported redirects are reported", () => {
  const { manifest, warnings } = build()
  expect(manifest.redirects).toEqual([
    { from: "/old", to: "/blog/about/", status: 301, ignoreCase: true },
    { from: "/inner", to: "/about/", status: 200, ignoreCase: true },
  ])
  expect(warnings).toHaveLength(3)
})

test("ignores a configured prefix that the build did not use", () => {
  const list = [{ type: "static", path: "/about/", filePath: "public/about/index.html", headers: [] }]
  expect(build(list as unknown as RoutesManifest).manifest.pathPrefix).toBe("")
})
