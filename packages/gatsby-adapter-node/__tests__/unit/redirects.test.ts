import type { EnginePage } from "../../src/engine/page-engine"
import type { HostedFunction, HostedRedirect, Manifest } from "../../src/manifest"
import { isPattern } from "../../src/route-pattern"
import { createRouter } from "../../src/router"

type Redirect = Pick<HostedRedirect, "from" | "to"> & Partial<HostedRedirect>

const functions: HostedFunction[] = [{ route: "data", file: "data.js" }]
const pages: EnginePage[] = [{ mode: "SSR", path: "/page", componentChunkName: "page" }]
const engine = {
  findEnginePageByPath: (path: string) => pages.find((page) => page.path === path.replace(/\/$/, "")),
}

/** The router of a site with a static page, an SSR page, a function, and these redirects, below the prefix `/blog`. */
function routerOf(redirects: readonly Redirect[]) {
  const manifest: Manifest = {
    pathPrefix: "/blog",
    trailingSlash: "never",
    headerSets: [],
    files: { "/static/index.html": { headers: 0 }, "/note.txt": { headers: 0 } },
    staticPages: { "/static": "/static/index.html" },
    patterns: redirects
      .filter(({ from, force, origin }) => isPattern(from) && !force && !origin)
      .map(({ from }) => ({ route: from, kind: "redirect" })),
    deferred: [],
    functions,
    redirects: redirects.map((redirect) => ({ status: 301, ignoreCase: true, ...redirect })),
  }
  return createRouter(manifest, engine)
}

const follow = (redirects: readonly Redirect[], url: string) => {
  const match = routerOf(redirects).match(`/blog${url}`)
  return match.kind === "redirect" ? match.to : match.kind
}

test.each<[string, Redirect, string, string]>([
  ["letters outside ASCII", { from: "/größe", to: "/x" }, "/gr%C3%B6%c3%9fe", "/x"],
  ["an encoded source", { from: "/gr%C3%B6%C3%9Fe/a%20b", to: "/x" }, "/gr%C3%B6%C3%9Fe/a%20b", "/x"],
  ["another case", { from: "/GRÖSSE", to: "/x" }, "/gr%C3%B6sse", "/x"],
  ["needless escapes", { from: "/old", to: "/x" }, "/%6fld", "/x"],
  ["a slash at the end", { from: "/old/", to: "/x" }, "/old", "/x"],
  [
    "letters outside ASCII before a parameter",
    { from: "/größe/:id", to: "/x/:id" },
    "/gr%C3%B6%C3%9Fe/%C3%A4",
    "/x/%C3%A4",
  ],
  ["the query of the request", { from: "/old", to: "/x" }, "/old?a=1&b", "/x?a=1&b"],
  ["a query before a fragment", { from: "/old", to: "/x#part" }, "/old?a=1", "/x?a=1#part"],
  ["its own query", { from: "/old", to: "/x?b=2#part" }, "/old?a=1", "/x?b=2#part"],
  ["a path parameter in its query", { from: "/:a", to: "/x?a=:a" }, "/q&b=1", "/x?a=q%26b%3D1"],
  [
    "a splat in another host",
    { from: "/far/*", to: "https://e.example/:splat" },
    "/far/a/b?c",
    "https://e.example/a/b?c",
  ],
  [
    "a port in its host",
    { from: "/far/:a", to: "http://e.example:81/:a" },
    "/far/x",
    "http://e.example:81/x",
  ],
])("a redirect has %s", (_name, redirect, url, target) => expect(follow([redirect], url)).toBe(target))

describe("a redirect with a condition on the query", () => {
  const byQuery: Redirect = {
    from: "/find",
    to: "/s/:q",
    query: [
      ["q", ":q"],
      ["kind", "file"],
    ],
  }

  test("applies only if the query contains all parameters with their values", () => {
    expect(follow([byQuery], "/find?kind=file&q=a")).toBe("/s/a")
    for (const url of ["/find", "/find?q=a", "/find?q=a&kind=x", "/find?kind=file"])
      expect(follow([byQuery], url)).toBe("not-found")
  })

  test("encodes values, and keeps other parameters of the request as they were sent", () => {
    expect(follow([byQuery], "/find?x=%C3%A4+b&q=a%2F..%2Fb%3Fc%23&kind=file&y")).toBe(
      "/s/a%2F..%2Fb%3Fc%23?x=%C3%A4+b&y",
    )
    const inQuery = { ...byQuery, to: "/s?text=:q" }
    expect(follow([inQuery], "/find?q=a%26b%3D%25&kind=file&x=1")).toBe("/s?text=a%26b%3D%25")
  })

  test("precedes redirects of the same path that require less, in any order", () => {
    const redirects: Redirect[] = [
      { from: "/a", to: "/all" },
      { from: "/a", to: "/any", query: [["id", ":id"]] },
      { from: "/a", to: "/one", query: [["id", "1"]] },
      {
        from: "/a",
        to: "/both",
        query: [
          ["id", "1"],
          ["x", ":x"],
        ],
      },
    ]
    for (const list of [redirects, redirects.toReversed()]) {
      expect(["/a", "/a?id=2", "/a?id=1", "/a?x=&id=1"].map((url) => follow(list, url))).toEqual([
        "/all",
        "/any",
        "/one",
        "/both",
      ])
    }
    const pattern = redirects.map((redirect) => ({ ...redirect, from: "/a/*" }))
    expect(follow(pattern, "/a/b?id=1")).toBe("/one")
  })
})

describe("a page, a file or a function with the path of a redirect", () => {
  test.each([
    ["/static", "file"],
    ["/note.txt", "file"],
    ["/page", "page"],
    ["/api/data", "function"],
  ])("%s precedes the redirect, except with force", (path, kind) => {
    for (const from of [path, "/*"]) {
      expect(follow([{ from, to: "/x" }], path)).toBe(kind)
      expect(follow([{ from, to: "/x", force: true }], path)).toBe("/x")
    }
  })

  test("does not precede the redirect of another path, also below /api", () => {
    expect(follow([{ from: "/api/old", to: "/api/data" }], "/api/old")).toBe("/api/data")
    expect(follow([{ from: "/api/v1/*", to: "/api/:splat" }], "/api/v1/data")).toBe("/api/data")
    expect(follow([], "/api/old")).toBe("function")
  })
})

test("a redirect to the URL of the request does not apply", () => {
  const redirects: Redirect[] = [
    { from: "/plain/", to: "/blog/plain", force: true },
    { from: "/plain", to: "/other" },
  ]
  expect(follow(redirects, "/plain/")).toBe("/blog/plain")
  expect(follow(redirects, "/plain")).toBe("/other")
})

describe("a rewrite", () => {
  const rewrite = (to: string, status = 200): Redirect[] => [{ from: "/old/*", to, status }]
  const match = (redirects: readonly Redirect[], url: string) => routerOf(redirects).match(`/blog${url}`)

  test("leads to a file, a page or a function, with the query of the request or its own query", () => {
    expect(match(rewrite("/static/"), "/old/x")).toEqual({ kind: "file", file: "/static/index.html" })
    expect(match(rewrite("/page"), "/old/x?a=1")).toMatchObject({ kind: "page", url: "/page?a=1" })
    expect(match(rewrite("/page/?id=:splat"), "/old/x?a=1")).toMatchObject({
      kind: "page",
      url: "/page/?id=x",
    })
    expect(match(rewrite("/api/data"), "/old/x?a=1")).toEqual({ kind: "function", url: "/api/data?a=1" })
    expect(match(rewrite("/nope"), "/old/x")).toEqual({ kind: "not-found" })
  })

  test.each([404, 410])("responds with the target and status %i", (status) => {
    expect(match(rewrite("/static", status), "/old/x")).toMatchObject({ kind: "file", status })
    expect(match(rewrite("/page", status), "/old/x")).toMatchObject({ kind: "page", status })
    expect(match(rewrite("/nope", status), "/old/x")).toEqual({ kind: "not-found", status })
  })

  test("does not lead to another rewrite", () => {
    const redirects: Redirect[] = [
      { from: "/a", to: "/b", status: 200 },
      { from: "/b", to: "/a", status: 200 },
    ]
    expect(match(redirects, "/a")).toEqual({ kind: "not-found" })
  })
})

describe("a redirect from another host", () => {
  const router = routerOf([
    { from: "/*", to: "https://new.example/:splat", origin: { scheme: "https", host: "old.example" } },
    { from: "/a", to: "https://site.example/a", origin: { scheme: "http", host: "site.example" } },
    { from: "/*", to: "/port", origin: { scheme: "https", host: "other.example:81" } },
    { from: "/*", to: "https://www.example/:splat", origin: { scheme: "https", host: "www.example" } },
  ])
  const target = (host: string, url: string, protocol = "http") =>
    router.matchHost({ protocol, host }, url)?.to

  test("applies to the paths of that host, with the path prefix", () => {
    expect(target("old.example", "/blog/static?a=1")).toBe("https://new.example/blog/static?a=1")
    expect(target("OLD.example:9000", "/", "https")).toBe("https://new.example/")
    expect(target("new.example", "/")).toBeUndefined()
    expect(target("other.example:81", "/")).toBe("/port")
    expect(target("other.example", "/")).toBeUndefined()
  })

  test("with http:// applies only to requests without TLS", () => {
    expect(target("site.example", "/a")).toBe("https://site.example/a")
    expect(target("site.example", "/a", "https")).toBeUndefined()
  })

  test("does not lead to the URL of the request", () => {
    expect(target("www.example", "/a", "https")).toBeUndefined()
    expect(target("www.example", "/a", "http")).toBe("https://www.example/a")
  })
})

test("an image that the build did not create is not found, with a reason", () => {
  for (const path of ["/_gatsby/image/a/b/c.png?u=x", "/_gatsby/file/a/b.pdf"])
    expect(routerOf([]).match(`/blog${path}`)).toEqual({
      kind: "not-found",
      reason: expect.stringContaining("This host has no Image CDN"),
    })
})

describe("a 404 page with a matchPath", () => {
  const manifest = (file: string, route: string): Manifest => ({
    pathPrefix: "",
    trailingSlash: "always",
    headerSets: [],
    files: { [file]: { headers: 0 }, "/page-data/de/404/page-data.json": { headers: 0 } },
    staticPages: { "/de/404": file },
    patterns: [{ route, file }],
    deferred: [],
    functions: [],
    redirects: [],
  })

  test("has status 404 at each path, and its data contain the status", () => {
    const router = createRouter(manifest("/de/404/index.html", "/de/*"), undefined)
    for (const path of ["/de/x", "/de/x/y/", "/de/404/"])
      expect(router.match(path)).toEqual({ kind: "file", file: "/de/404/index.html", status: 404 })
    const data = "/page-data/de/404/page-data.json"
    expect(router.match(data)).toEqual({ kind: "file", file: data, pageStatus: 404 })
  })

  test("is not each page with a matchPath", () => {
    const router = createRouter(manifest("/de/1404/index.html", "/de/*"), undefined)
    expect(router.match("/de/x")).toEqual({ kind: "file", file: "/de/1404/index.html" })
  })

  test.each(["SSR", "DSG"] as const)("has status 404 as %s page too", (mode) => {
    const page: EnginePage = { mode, path: "/fr/404/", matchPath: "/fr/*", componentChunkName: "404" }
    const router = createRouter(manifest("/de/404/index.html", "/de/*"), { findEnginePageByPath: () => page })
    expect(router.match("/fr/x/")).toMatchObject({ kind: "page", status: 404 })
    expect(router.match("/page-data/fr/x/page-data.json")).toMatchObject({ kind: "page-data", status: 404 })
  })
})
