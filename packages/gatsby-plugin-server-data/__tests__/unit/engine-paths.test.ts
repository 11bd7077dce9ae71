import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { acceptPathsInEngine } from "../../src/engine-paths"

type Engine = {
  getData(options: { pathName: string; other: number }): unknown
  renderHTML(options: { data: { page: { path: string } }; pageData?: unknown }): Promise<unknown>
  other: string
}

let site: string
const file = () => join(site, ".cache", "page-ssr", "index.js")
beforeEach(async () => {
  site = await mkdtemp(join(tmpdir(), "engine-"))
})
afterEach(() => rm(site, { recursive: true }))

const engine = `
  const pages = [{ path: "/" }, { path: "/wörter" }, { path: "/app", matchPath: "/app/*" }]
  exports.findEnginePageByPath = (path) => {
    const decoded = decodeURIComponent(path.startsWith("/") ? path : "/" + path)
    return pages.find((page) => page.path === decoded || (page.matchPath && decoded.startsWith("/app/")))
  }
  exports.getData = (options) => options
  exports.renderHTML = async (options) => options
  exports.renderPageData = async ({ data }) => ({ path: data.page.path })
  exports.other = "kept"`

async function load(times: number): Promise<Engine> {
  await mkdir(join(file(), ".."), { recursive: true })
  await writeFile(file(), engine)
  for (let time = 0; time < times; time++) await acceptPathsInEngine(site)
  return jest.requireActual(file())
}

test.each([
  ["/w%C3%B6rter", "/wörter"],
  ["/page-data/w%C3%B6rter/page-data.json", "/wörter"],
  ["/page-data/index/page-data.json", "/"],
  ["/app/%C3%BC", "/app/%C3%BC"],
  ["/nope/%C3%BC", "/nope/%C3%BC"],
])("the engine receives %s as %s", async (pathName, spelled) => {
  const { getData, other } = await load(2)
  expect(getData({ pathName, other: 1 })).toEqual({ pathName: spelled, other: 1 })
  expect(other).toBe("kept")
})

test("a page is rendered with the encoded path, and its data keep the own path", async () => {
  const { renderHTML } = await load(1)
  const options = { data: { page: { path: "/wörter" } } }
  expect(await renderHTML(options)).toEqual({
    data: { page: { path: "/w%C3%B6rter" } },
    pageData: { path: "/wörter" },
  })
  const given = { data: { page: { path: "/w%C3%B6rter" } }, pageData: { path: "/wörter" } }
  expect(await renderHTML(given)).toBe(given)
  const plain = { data: { page: { path: "/plain" } } }
  expect(await renderHTML(plain)).toBe(plain)
})

test("an engine that a later build wrote is replaced again", async () => {
  await load(1)
  await writeFile(file(), `${engine}\nexports.other = "later"`)
  await acceptPathsInEngine(site)
  expect(await readFile(file(), "utf8")).toContain("index.bundle.js")
  expect(await readFile(join(site, ".cache", "page-ssr", "index.bundle.js"), "utf8")).toContain("later")
})

test("a site without a page engine stays as it is", async () => {
  await acceptPathsInEngine(site)
  expect(existsSync(join(site, ".cache"))).toBe(false)
})
