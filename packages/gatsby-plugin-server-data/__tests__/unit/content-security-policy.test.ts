import { createHash } from "node:crypto"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BuildArgs } from "gatsby"
import { contentSecurityPolicyOf, writeContentSecurityPolicy } from "../../src/gatsby-node"
import { inlineCode } from "../../src/inline-code"
import { loaderScript } from "../../src/page-data-script"

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`
const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1)
    .split(" ")

const page = `<!DOCTYPE html><html><head><meta charSet="utf-8"/><style data-href="/a.css">a>b{color:red}</style></head>
<body style="margin:0"><p title="a > b" style="content:&quot;x&quot;">x</p>
<script type="application/json">{"style":"<i style=\\"x\\">"}</script><script src="/app.js" async></script>
<script>window.a = "1 < 2"</script></body></html>`

test("the inline code of a page is its executable scripts, its styles and its style attributes", () => {
  expect(inlineCode(page)).toEqual({
    scripts: ['window.a = "1 < 2"'],
    styles: ["a>b{color:red}"],
    styleAttributes: ["margin:0", 'content:"x"'],
  })
  expect(
    inlineCode('<script type="module" data-x="a>b">1</script><script type="text/plain">2</script>').scripts,
  ).toEqual(["1"])
})

describe("the policy", () => {
  const gatsbys = { slices: ["<script>window.slice=1</script>"], styles: ["main{}"] }

  test("allows what the build inlines by its hashes, and no other inline code", () => {
    const policy = contentSecurityPolicyOf([page], gatsbys, {})
    const scripts = ['window.a = "1 < 2"', "window.slice=1", loaderScript].map(hash)
    expect(directive(policy, "script-src")?.sort()).toEqual(["'self'", ...scripts].sort())
    expect(directive(policy, "style-src")?.sort()).toEqual(
      ["'self'", hash("a>b{color:red}"), hash("main{}")].sort(),
    )
    expect(directive(policy, "style-src-attr")?.sort()).toEqual(
      ["'unsafe-hashes'", hash("margin:0"), hash('content:"x"')].sort(),
    )
    expect(policy).not.toContain("unsafe-inline")
    expect(directive(policy, "frame-ancestors")).toEqual(["'none'"])
  })

  test("takes the site's directives in the place of its own, and its scripts besides", () => {
    const policy = contentSecurityPolicyOf([page], gatsbys, {
      scripts: ["window.theme=1"],
      directives: {
        "script-src": "'self' https://cdn.example",
        "img-src": "*",
        "object-src": "",
        "style-src-attr": "'unsafe-inline'",
      },
    })
    expect(directive(policy, "script-src")).toEqual(
      expect.arrayContaining(["'self'", "https://cdn.example", hash(loaderScript), hash("window.theme=1")]),
    )
    expect(directive(policy, "img-src")).toEqual(["*"])
    expect(directive(policy, "object-src")).toBeUndefined()
    // A hash beside it would make browsers ignore it.
    expect(directive(policy, "style-src-attr")).toEqual(["'unsafe-inline'"])
  })
})

describe("after a build", () => {
  let site: string
  beforeEach(async () => {
    site = await mkdtemp(join(tmpdir(), "policy-"))
    await mkdir(join(site, "public", "data"), { recursive: true })
    await writeFile(join(site, "public", "404.html"), page)
    await writeFile(join(site, "public", "data", "index.html"), page.replace("1 < 2", "2"))
    await writeFile(join(site, "public", "styles.css"), "main{}")
  })
  afterEach(() => rm(site, { recursive: true }))

  const build = (paths: string[]) => {
    const pages = new Map(paths.map((path) => [path, { path }]))
    const store = {
      getState: () => ({ program: { directory: site }, pages }),
    } as unknown as BuildArgs["store"]
    return writeContentSecurityPolicy()({ store })
  }
  const read = (...path: string[]) => readFile(join(site, ...path), "utf8")

  test("static pages carry the policy once, after the charset; the server finds it in a file", async () => {
    await build(["/404.html", "/data", "/features/[slug]"])
    // An incremental build leaves pages as they were.
    await build(["/404.html", "/data"])
    const header = await read(".cache", "content-security-policy.txt")
    const policy = header.replace("content-security-policy: ", "")
    expect(directive(policy, "script-src")).toEqual(
      expect.arrayContaining([hash('window.a = "1 < 2"'), hash('window.a = "2"')]),
    )
    for (const html of [await read("public", "404.html"), await read("public", "data", "index.html")]) {
      expect(html).toMatch(
        /^<!DOCTYPE html><html><head><meta charSet="utf-8"\/><meta data-server-data http-equiv/,
      )
      expect(html.split("http-equiv")).toHaveLength(2)
      const content = /content="([^"]*)"/.exec(html)?.[1]
      // A meta element cannot say who may frame the page, and browsers complain when it does.
      expect(content).toBe(policy.replace("; frame-ancestors 'none'", ""))
    }
  })

  test("a build without a static page is told what it lacks", async () => {
    await expect(build(["/features"])).rejects.toThrow("Add src/pages/404.tsx")
  })
})
