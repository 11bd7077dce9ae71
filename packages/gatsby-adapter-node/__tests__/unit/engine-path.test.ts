import { findPageByPath } from "gatsby/dist/utils/find-page-by-path"
import { getServerData } from "gatsby/dist/utils/get-server-data"
import { withoutMatchPath } from "../../src/engine/engine-path"
import type { EnginePage } from "../../src/engine/page-engine"
import type { Manifest } from "../../src/manifest"
import type { RouteMatch } from "../../src/route-match"
import { createRouter } from "../../src/router"

type Params = Record<string, string>

const page = (path: string, matchPath?: string): EnginePage & { context: object } => ({
  mode: "SSR",
  path,
  matchPath,
  componentChunkName: path,
  context: {},
})

/** The router of a site with these SSR pages, and Gatsby's own functions instead of a build. */
function siteOf(pages: readonly EnginePage[], changes: Partial<Manifest> = {}) {
  const state = { pages: new Map(pages.map((each) => [each.path, each])) }
  const manifest: Manifest = {
    pathPrefix: "/blog",
    trailingSlash: "ignore",
    headerSets: [],
    files: {},
    staticPages: {},
    patterns: [],
    deferred: [],
    functions: [],
    redirects: [],
    ...changes,
  }
  const engine = {
    findEnginePageByPath: (path: string) => findPageByPath(state as never, path, false) as never,
  }
  return (url: string) => createRouter(manifest, engine).match(`/blog${url}`)
}

/** Returns the page, and the parameters that Gatsby's engine finds for it. */
async function load(match: RouteMatch): Promise<{ path: string; params: Params }> {
  if (match.kind !== "page" && match.kind !== "page-data") throw new Error(`The match is ${match.kind}.`)
  const { page, enginePath } = match
  let params: Params = {}
  const module = {
    getServerData: async (context: { params?: Params }) => {
      params = context.params ?? {}
      return {}
    },
  }
  const run = () => getServerData(undefined, page as never, enginePath.pathName, module as never)
  await (enginePath.ignoresMatchPath ? withoutMatchPath(page, run) : run())
  return { path: page.path, params }
}

const paths = ["/wörter", "/a b", "/d'or", '/größe "x" & más/ünï', "/%", "/a#b", "/a&b=c;d", "/日本/ページ"]

describe.each(["never", "always", "ignore"] as const)("with trailingSlash %s", (trailingSlash) => {
  const slash = trailingSlash === "always" ? "/" : ""

  test.each(paths)("%s is found in each spelling, and its data", async (path) => {
    const match = siteOf([page(path + slash), page(`/other${slash}`)], { trailingSlash })
    const encoded = encodeURI(path).replace("#", "%23")
    const everything = path.replace(/[^/]/gu, (character) =>
      [...new TextEncoder().encode(character)]
        .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
        .join(""),
    )
    const isRefused = path === "/%"
    for (const spelling of [encoded, encoded.toLowerCase(), everything]) {
      for (const url of [spelling + slash, `/page-data${spelling}/page-data.json`]) {
        if (isRefused) expect(match(url)).toEqual({ kind: "bad-path" })
        else expect(await load(match(url))).toEqual({ path: path + slash, params: {} })
      }
    }
  })

  test("a page with another slash at its end redirects to the normal form of the path", () => {
    const match = siteOf([page(`/wörter${slash}`)], { trailingSlash })
    const other = slash ? "" : "/"
    expect(match(`/%77%c3%b6rter${other}?a=1`)).toEqual(
      trailingSlash === "ignore"
        ? expect.objectContaining({ kind: "page" })
        : { kind: "redirect", status: 301, to: `/blog/w%C3%B6rter${slash}?a=1` },
    )
  })
})

describe("a page with a matchPath", () => {
  const shop = page("/läden", "/läden/:laden/*rest")
  const match = siteOf([shop, page("/läden/neu"), page("/:a/fest/:b", "/:a/fest/:b")])

  test.each([
    ["/l%C3%A4den/a%20b", { laden: "a b", rest: "" }],
    ["/l%c3%a4den/x/y/%C3%BC", { laden: "x", rest: "y/ü" }],
    ["/l%C3%A4den/x/y/", { laden: "x", rest: "y" }],
    ["/%6C%C3%A4den/x", { laden: "x", rest: "" }],
    ["/page-data/l%C3%A4den/x/page-data.json", { laden: "x", rest: "" }],
    ["/l%C3%A4den%2Fx", { laden: "x", rest: "" }],
  ])("has the parameters of %s", async (url, params) =>
    expect(await load(match(url))).toEqual({ path: "/läden", params }),
  )

  test("has no parameters at its own path, which its matchPath does not match", async () => {
    for (const url of ["/l%C3%A4den", "/page-data/l%C3%A4den/page-data.json"])
      expect(await load(match(url))).toEqual({ path: "/läden", params: {} })
    expect(await load(match("/l%C3%A4den/x"))).toMatchObject({ params: { laden: "x" } })
  })

  test("does not lose its matchPath for requests at the same time", async () => {
    const [own, other] = await Promise.all([load(match("/l%C3%A4den")), load(match("/l%C3%A4den/x"))])
    expect([own.params, other.params]).toEqual([{}, { laden: "x", rest: "" }])
  })

  test("is not the page of a path that belongs to another page", async () => {
    expect(await load(match("/l%C3%A4den/neu"))).toEqual({ path: "/läden/neu", params: {} })
    expect(await load(match("/%C3%B6/fest/z"))).toMatchObject({ params: { a: "ö", b: "z" } })
    expect(match("/%C3%B6/fest")).toEqual({ kind: "not-found" })
  })
})

test("a page that Gatsby cannot find by its own path is not found", () => {
  const match = siteOf([page("/d%27or"), page("/what?")])
  for (const url of ["/d'or", "/d%27or", "/d%2527or", "/what%3F"])
    expect([url, match(url)]).toEqual([url, { kind: "not-found" }])
})

test("the most specific route with parameters wins: of the engine, a client-only route, or a redirect", async () => {
  const match = siteOf([page("/rest", "/*"), page("/a", "/a/b/:c")], {
    files: { "/app/index.html": { headers: 0 } },
    staticPages: { "/app": "/app/index.html" },
    patterns: [
      { route: "/a/b/:c" },
      { route: "/a/:b", kind: "redirect" },
      { route: "/app/*", file: "/app/index.html" },
      { route: "/*" },
    ],
    redirects: [{ from: "/a/:b", to: "/x/:b", status: 301, ignoreCase: true }],
  })
  expect(match("/app/x")).toEqual({ kind: "file", file: "/app/index.html" })
  expect(match("/a/x")).toEqual({ kind: "redirect", status: 301, to: "/x/x" })
  expect(await load(match("/a/b/x"))).toEqual({ path: "/a", params: { c: "x" } })
  expect(await load(match("/y/z"))).toEqual({ path: "/rest", params: { "*": "y/z" } })
})
