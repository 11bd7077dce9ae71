import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type {
  BuildArgs,
  CreateWebpackConfigArgs,
  ParentSpanPluginArgs,
  PluginOptionsSchemaArgs,
} from "gatsby"
import { resolveModuleExports } from "gatsby/dist/bootstrap/resolve-module-exports"
import { Joi } from "gatsby-plugin-utils"
import {
  onCreateWebpackConfig,
  onPostBuild,
  onPreBootstrap,
  pluginOptionsSchema,
  type ServerDataPluginOptions,
} from "../../src/gatsby-node"

const packageDirectory = resolve(__dirname, "../..")
const name = "gatsby-plugin-server-data"
const seen = {
  name,
  ssrAPIs: ["wrapPageElement", "onPreRenderHTML"],
  browserAPIs: ["onClientEntry", "onInitialClientRender", "wrapPageElement"],
}

let site: string
beforeEach(async () => {
  site = await mkdtemp(join(tmpdir(), "plugin-"))
  await mkdir(join(site, "public"))
  await mkdir(join(site, "src"))
  await writeFile(join(site, "src", "error-page.js"), "export default () => null")
})
afterEach(() => rm(site, { recursive: true }))

const reporter = {
  panic(message: string): never {
    throw new Error(message)
  },
}
const argsOf = <Args>(rest: object = {}, plugin: object = seen) =>
  ({
    reporter,
    store: {
      getState: () => ({
        program: { directory: site },
        pages: new Map([["/404.html", { path: "/404.html" }]]),
        flattenedPlugins: [{ name: "other", ssrAPIs: [], browserAPIs: [] }, plugin],
      }),
    },
    ...rest,
  }) as Args
const optionsOf = (options: ServerDataPluginOptions = {}) => ({ plugins: [], ...options })
const bootstrap = async (options?: ServerDataPluginOptions, plugin?: object) =>
  onPreBootstrap?.(argsOf<ParentSpanPluginArgs>({}, plugin), optionsOf(options), () => {})
const postBuild = async (options?: ServerDataPluginOptions) =>
  onPostBuild?.(argsOf<BuildArgs>(), optionsOf(options), () => {})

test.each([
  ["gatsby-ssr", ["wrapPageElement", "onPreRenderHTML"]],
  ["gatsby-browser", ["onClientEntry", "onInitialClientRender", "wrapPageElement"]],
])("Gatsby finds the hooks of %s.js", async (file, hooks) => {
  expect((await resolveModuleExports(join(packageDirectory, file))).sort()).toEqual(hooks.sort())
})

describe("at the start", () => {
  test("accepts a plugin whose hooks Gatsby sees", async () => {
    await expect(bootstrap({ errorPage: "./src/error-page" })).resolves.toBeUndefined()
  })

  test.each([
    { name, ssrAPIs: [], browserAPIs: seen.browserAPIs },
    { name, ssrAPIs: seen.ssrAPIs, browserAPIs: [] },
  ])("fails if Gatsby does not see the hooks: %j", async (plugin) => {
    await expect(bootstrap({}, plugin)).rejects.toThrow("Gatsby does not see the hooks")
  })

  test.each([
    ["./src/eror-page", "does not exist"],
    ["./src", "is a folder"],
    ["./src/s.css", "is not a file of JavaScript or TypeScript"],
  ])("fails if the error page %s %s", async (errorPage, reason) => {
    await writeFile(join(site, "src", "s.css"), "main{}")
    await expect(bootstrap({ errorPage })).rejects.toThrow(
      `the errorPage "${errorPage}" ${reason}. It must be the path of a component's file (.tsx, .ts, .jsx, .js, .mjs), relative to ${site}`,
    )
  })

  test("accepts an error page that has a folder of the same name beside it", async () => {
    await mkdir(join(site, "src", "error-page"))
    await expect(bootstrap({ errorPage: "./src/error-page" })).resolves.toBeUndefined()
  })
})

describe("the error page in webpack", () => {
  const ownImport = "#gatsby-plugin-server-data/error-page"
  const { imports, exports } = jest.requireActual(join(packageDirectory, "package.json"))
  const aliasOf = (options: ServerDataPluginOptions) => {
    const setWebpackConfig = jest.fn()
    onCreateWebpackConfig?.(
      argsOf<CreateWebpackConfigArgs>({ actions: { setWebpackConfig } }),
      optionsOf(options),
      () => {},
    )
    return setWebpackConfig.mock.calls[0]?.[0].resolve.alias
  }

  test.each(["./src/error-page", "src/error-page.js"])("is the file %s of the site", (errorPage) => {
    expect(aliasOf({ errorPage })).toEqual({ [`${ownImport}$`]: join(site, "src", "error-page.js") })
  })

  test("is the package's own by default", () => {
    expect(aliasOf({})).toBeUndefined()
    expect(imports[ownImport]).toBe(exports["./error-page"].default)
  })

  test.each(["gatsby-browser.js", "gatsby-ssr.js"])("is what %s imports", async (file) => {
    const code = await readFile(join(packageDirectory, file), "utf8")
    expect(/import ErrorPage from "(.+)"/.exec(code)?.[1]).toBe(ownImport)
  })

  test("does not replace the default page under its public name, which the site's page can import", () => {
    const aliases = Object.keys(aliasOf({ errorPage: "./src/error-page" }))
    expect(aliases).toEqual([`${ownImport}$`])
    expect(Object.keys(exports).map((path) => name + path.slice(1))).not.toContain(ownImport)
  })
})

describe("after a build", () => {
  const html = (scripts: string) => `<html><head><meta charset="utf-8"/></head><body>${scripts}</body></html>`
  const escaped = html(
    '<script id="gatsby-page-data" type="application/json">{}</script><script id="gatsby-script-loader">1</script>',
  )
  const writePage = (text: string) => writeFile(join(site, "public", "404.html"), text)
  const readPage = () => readFile(join(site, "public", "404.html"), "utf8")

  test("fails if a static page has Gatsby's own script, which does not escape", async () => {
    await writePage(html('<script id="gatsby-script-loader">window.pagePath="/404.html"</script>'))
    await expect(postBuild()).rejects.toThrow("404.html is not escaped")
  })

  test("writes a Content-Security-Policy, unless the option is false", async () => {
    await writePage(escaped)
    await postBuild()
    expect(await readPage()).toContain("Content-Security-Policy")
    await postBuild({ contentSecurityPolicy: false })
    expect(await readPage()).toBe(escaped)
  })

  test("writes a policy for a site without static pages", async () => {
    await postBuild()
    expect(await readFile(join(site, ".cache", "content-security-policy.txt"), "utf8")).toContain(
      "script-src",
    )
  })

  test("with functionsOnce, makes gatsby serve load each function's bundle once", async () => {
    const folder = join(site, ".cache", "functions")
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, "manifest.json"), '[{"relativeCompiledFilePath":"echo.js"}]')
    await writeFile(join(folder, "echo.js"), "module.exports = { made: {} }")
    await postBuild()
    expect(await readFile(join(folder, "echo.js"), "utf8")).toContain("made")
    await postBuild({ functionsOnce: true })
    // An incremental build does not write unchanged functions again.
    await postBuild({ functionsOnce: true })
    const load = () => {
      delete require.cache[join(folder, "echo.js")]
      return jest.requireActual(join(folder, "echo.js")).made
    }
    expect(load()).toBe(load())
    expect(await readFile(join(folder, "echo.js"), "utf8")).toContain("./echo.bundle.js")
  })
})

describe("the options", () => {
  const validate = (options: unknown) =>
    pluginOptionsSchema?.({ Joi } as unknown as PluginOptionsSchemaArgs).validate(options)

  test("have defaults", () => {
    expect(validate({})?.value).toEqual({ contentSecurityPolicy: true, functionsOnce: false })
  })

  test.each([
    [{ errorPage: "./src/error-page", contentSecurityPolicy: false, functionsOnce: true }],
    [
      {
        contentSecurityPolicy: {
          directives: { "object-src": "", "img-src": "'self' data: https://a.example:*" },
          scripts: ["a()"],
          reportOnly: true,
        },
      },
    ],
  ])("accept %j", (options) => expect(validate(options)?.error).toBeUndefined())

  test.each([
    [{ errorPage: 7 }, '"errorPage" must be the path of a component'],
    [{ contentSecurityPolicy: "on" }, '"contentSecurityPolicy" must be true, false, or an object'],
    [
      { contentSecurityPolicy: { scripts: "a()" } },
      '"contentSecurityPolicy" must be true, false, or an object',
    ],
    ...[
      { imgSrc: "*" },
      { "img-src": "*; script-src *" },
      { "img-src": "*, script-src *" },
      { "img-src": "*\nscript-src *" },
      { "img-src": "https://größe.example" },
      { "img-src": 1 },
    ].map((directives): [object, string] => [
      { contentSecurityPolicy: { directives } },
      '"directives" (an object of texts without ";" and ",", by names such as "img-src")',
    ]),
    [{ functionsOnce: "yes" }, '"functionsOnce" must be true or false'],
    [{ errorpage: "./src/error-page" }, '"errorpage" is not allowed'],
  ])("reject %j with a sentence", (options, message) => {
    expect(validate(options)?.error?.message).toContain(message)
  })
})
