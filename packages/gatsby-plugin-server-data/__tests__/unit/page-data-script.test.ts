import { createContext, runInContext } from "node:vm"
import { dataBlock, loaderScript } from "../../src/page-data-script"

/** Returns the script as gatsby 5.16 writes it. */
const gatsbys = (pagePath: string, pageData?: object) =>
  `/*<![CDATA[*/window.pagePath=${JSON.stringify(pagePath)};${pageData ? `window.pageData=${JSON.stringify(pageData)};` : ""}/*]]>*/`

/** Returns the globals that the constant script sets for a visitor at this address. */
function load(block: string, pathname: string, search = "", prefix: string | null = null) {
  const window: { pagePath?: string; pageData?: object } = {}
  const element = { textContent: block, getAttribute: () => prefix }
  const context = createContext({
    window,
    location: { pathname, search },
    document: { getElementById: () => element },
  })
  runInContext(loaderScript, context)
  return JSON.parse(JSON.stringify(window))
}

const hostile = '</script><!--<script>;/*]]>*/window.pageData={"a":1};'

test("page data is unchanged and contains nothing that could end a script", () => {
  const pageData = { path: "/x?q=1", result: { serverData: { q: hostile, line: "\u2028" } } }
  const block = dataBlock(gatsbys(`/x?q=${hostile}`, pageData))
  expect(block).not.toContain("<")
  expect(load(block, "/x", "?q=1")).toEqual({ pagePath: "/x?q=1", pageData })
})

test("a server-rendered page takes its path from the address bar, without the path prefix", () => {
  const block = dataBlock(gatsbys("/x?utm_source=other", { path: "/x?utm_source=other" }))
  expect(load(block, "/x", "?q=a+b")).toEqual({ pagePath: "/x?q=a+b", pageData: { path: "/x?q=a+b" } })
  expect(load(block, "/blog/x", "", "/blog").pagePath).toBe("/x")
  expect(load(block, "/blog", "", "/blog").pagePath).toBe("/")
  expect(load(block, "/blogs", "", "/blog").pagePath).toBe("/blogs")
})

test("the data has the decoded path, which Gatsby's router encodes again; pagePath is equal to the address", () => {
  const block = dataBlock(gatsbys("/wörter", { path: "/wörter" }))
  for (const [pathname, path] of [
    ["/w%C3%B6rter/d'or", "/wörter/d'or"],
    ["/w%C3%B6rter/d%27or", "/wörter/d'or"],
    ["/a%20b/%2F%3F", "/a b/%2F%3F"],
    ["/100%25/%2541", "/100%25/%2541"],
  ] as const) {
    expect(load(block, pathname, "?q=%C3%B6")).toEqual({
      pagePath: `${pathname}?q=%C3%B6`,
      pageData: { path: `${path}?q=%C3%B6` },
    })
  }
})

test("a static page keeps the path of its build", () => {
  expect(load(dataBlock(gatsbys("/404.html")), "/no/such/page")).toEqual({ pagePath: "/404.html" })
  expect(load(dataBlock(gatsbys("/x?rendered=for")), "/x").pagePath).toBe("/x")
})

test("an unknown script of Gatsby is an error, not an unescaped page", () => {
  expect(() => dataBlock("window.pageData = {}")).toThrow("does not know this version of Gatsby")
})
