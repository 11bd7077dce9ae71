import { createHash } from "node:crypto"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  contentSecurityPolicyOf,
  type PolicyOptions,
  policyWarnings,
  writeContentSecurityPolicy,
} from "../../src/build-policy"
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
  const built = {
    htmls: [page],
    slices: ["<script>window.slice=1</script>"],
    styles: ["main{}"],
  }
  // The router's own style attributes, as Gatsby renders them.
  const router = [
    "outline:none",
    "position:absolute;top:0;width:1px;height:1px;padding:0;overflow:hidden;clip:rect(0, 0, 0, 0);white-space:nowrap;border:0",
  ]

  test("allows the inline code of the build by its hashes, and no other", () => {
    const policy = contentSecurityPolicyOf(built)
    const scripts = ['window.a = "1 < 2"', "window.slice=1", loaderScript].map(hash)
    expect(directive(policy, "script-src")?.sort()).toEqual(["'self'", ...scripts].sort())
    expect(directive(policy, "style-src")?.sort()).toEqual(
      ["'self'", hash("a>b{color:red}"), hash("main{}")].sort(),
    )
    expect(directive(policy, "style-src-attr")?.sort()).toEqual(
      ["'unsafe-hashes'", ...["margin:0", 'content:"x"', ...router].map(hash)].sort(),
    )
    expect(policy).not.toContain("unsafe-inline")
    expect(directive(policy, "frame-ancestors")).toEqual(["'none'"])
  })

  test("allows what Gatsby's router inlines in a build without a static page", () => {
    const policy = contentSecurityPolicyOf({ ...built, htmls: [] })
    expect(directive(policy, "script-src")).toContain(hash("window.slice=1"))
    expect(directive(policy, "style-src-attr")?.sort()).toEqual(
      ["'unsafe-hashes'", ...router.map(hash)].sort(),
    )
  })

  test("allows the style of Partytown's frame if a page has Partytown", () => {
    const style = hash("display:block;width:0;height:0;border:0;visibility:hidden")
    const htmls = [page, "<script data-partytown>1</script>"]
    expect(directive(contentSecurityPolicyOf({ ...built, htmls }), "style-src-attr")).toContain(style)
    expect(directive(contentSecurityPolicyOf(built), "style-src-attr")).not.toContain(style)
  })

  test("has the site's directives instead of its own, and the site's scripts in addition", () => {
    const policy = contentSecurityPolicyOf(built, {
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
    // Browsers ignore 'unsafe-inline' if the directive also contains a hash.
    expect(directive(policy, "style-src-attr")).toEqual(["'unsafe-inline'"])
  })
})

describe("the directives of elements", () => {
  const built = { htmls: [page], slices: [], styles: ["main{}"] }

  test("get the hashes too if the site sets them, because browsers then ignore script-src and style-src", () => {
    const policy = contentSecurityPolicyOf(built, {
      scripts: ["window.theme=1"],
      directives: { "script-src-elem": "'self' https://cdn.example", "style-src-elem": "'self'" },
    })
    const scripts = ['window.a = "1 < 2"', "window.theme=1", loaderScript].map(hash)
    expect(directive(policy, "script-src-elem")?.sort()).toEqual(
      ["'self'", "https://cdn.example", ...scripts].sort(),
    )
    expect(directive(policy, "style-src-elem")?.sort()).toEqual(
      ["'self'", hash("a>b{color:red}"), hash("main{}")].sort(),
    )
  })

  test("are not in the policy otherwise, and 'unsafe-inline' stays without hashes", () => {
    expect(contentSecurityPolicyOf(built)).not.toContain("-elem")
    const policy = contentSecurityPolicyOf(built, { directives: { "style-src-elem": "'unsafe-inline'" } })
    expect(directive(policy, "style-src-elem")).toEqual(["'unsafe-inline'"])
  })
})

describe("the warnings of a build", () => {
  const image = "gatsby-plugin-image"
  const html = '<script type="text/partytown">1</script>'

  test("name a page with a script for Partytown, to which Gatsby did not add Partytown", () => {
    const pages = [
      { file: "public/404.html", html: page },
      { file: "public/a.html", html },
    ]
    expect(policyWarnings(pages, {}, [])).toEqual([
      expect.stringContaining("Gatsby did not add Partytown to public/a.html"),
    ])
    expect(policyWarnings([{ file: "a", html: `<script data-partytown>2</script>${html}` }], {}, [])).toEqual(
      [],
    )
  })

  test("name the directive that gatsby-plugin-image needs, until the site sets it", () => {
    expect(policyWarnings([], {}, [image])).toEqual([expect.stringContaining('"style-src-attr"')])
    const directives = { "style-src-attr": "'unsafe-inline'" }
    expect(policyWarnings([], { directives }, [image])).toEqual([])
    expect(policyWarnings([], false, [image])).toEqual([])
  })
})

describe("writing the policy of a build", () => {
  let site: string
  beforeEach(async () => {
    site = await mkdtemp(join(tmpdir(), "policy-"))
    await mkdir(join(site, "public", "data"), { recursive: true })
    await writeFile(join(site, "public", "404.html"), page)
    await writeFile(join(site, "public", "data", "index.html"), page.replace("1 < 2", "2"))
    await writeFile(join(site, "public", "styles.css"), "main{}")
  })
  afterEach(() => rm(site, { recursive: true }))

  const read = (...path: string[]) => readFile(join(site, ...path), "utf8")
  const readPages = () => Promise.all([read("public", "404.html"), read("public", "data", "index.html")])
  const readPolicy = () => read(".cache", "content-security-policy.txt")

  async function write(policy: PolicyOptions | false) {
    const files = [join(site, "public", "404.html"), join(site, "public", "data", "index.html")]
    const pages = await Promise.all(files.map(async (file) => ({ file, html: await readFile(file, "utf8") })))
    await writeContentSecurityPolicy(site, pages, policy)
  }

  test("writes it once into static pages, after the charset, and into the server's file", async () => {
    await write({ scripts: ["window.old=1"] })
    // An incremental build does not write unchanged pages again.
    await write({})
    const header = await readPolicy()
    expect(header).toMatch(/^content-security-policy: /)
    const policy = header.slice("content-security-policy: ".length)
    expect(directive(policy, "script-src")).toEqual(
      expect.arrayContaining([hash('window.a = "1 < 2"'), hash('window.a = "2"')]),
    )
    for (const html of await readPages()) {
      expect(html).toMatch(
        /^<!DOCTYPE html><html><head><meta charSet="utf-8"\/><meta data-server-data http-equiv/,
      )
      expect(html.split("http-equiv")).toHaveLength(2)
      const content = /content="([^"]*)"/.exec(html)?.[1]
      // Browsers ignore frame-ancestors in a meta element and log an error.
      expect(content).toBe(policy.replace("; frame-ancestors 'none'", ""))
    }
  })

  test("with reportOnly, the server sends the reporting header and static pages have no policy", async () => {
    await write({})
    await write({ reportOnly: true })
    expect(await readPolicy()).toMatch(/^content-security-policy-report-only: default-src 'self'; /)
    for (const html of await readPages()) expect(html).not.toContain("http-equiv")
  })

  test("without a policy, removes that of an earlier build", async () => {
    await write({})
    await write(false)
    await expect(readPolicy()).rejects.toThrow("ENOENT")
    expect(await readPages()).toEqual([page, page.replace("1 < 2", "2")])
  })
})
