import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { temporaryDirectory } from "#tests/support/inputs/data-directory"
import { bareSite } from "#tests/support/servers/bare-site"
import { hashPageEngine } from "../../src/engine/engine-files"
import { loadPageEngine } from "../../src/engine/page-engine"
import { createHost } from "../../src/host"
import { manifestPath } from "../../src/manifest"

const page = '{ mode: "SSR", path: "/page", componentChunkName: "page" }'
const files = {
  ".cache/page-ssr/index.js": `
    exports.findEnginePageByPath = (path) => (path === "/page" ? ${page} : undefined)
    exports.getData = async ({ getGraphqlEngine }) => {
      await getGraphqlEngine()
      return { page: ${page}, results: {} }
    }
    exports.renderHTML = async () => "rendered"`,
  ".cache/page-ssr/routes/render-page.js": "exports.render = true",
  ".cache/query-engine/index.js": `
    exports.GraphQLEngine = class {
      constructor() {
        globalThis.queryEngines = (globalThis.queryEngines ?? 0) + 1
        this.ready = Promise.resolve()
      }
    }`,
  ".cache/data/datastore/data.mdb": "",
}

const workingDirectory = process.cwd()
afterEach(() => process.chdir(workingDirectory))

/**
 * Creates a build with a page engine and a manifest like the adapter's. The build's folder becomes the working
 * directory.
 */
async function builtSite(hasQueries: boolean): Promise<string> {
  const site = bareSite({})
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, file)), { recursive: true })
    writeFileSync(join(site, file), text)
  }
  const manifest = JSON.parse(readFileSync(manifestPath(site), "utf8"))
  manifest.pageEngine = { hash: await hashPageEngine(site), hasQueries }
  writeFileSync(manifestPath(site), JSON.stringify(manifest))
  process.chdir(site)
  return site
}

const engines = globalThis as { queryEngines?: number }
beforeEach(() => delete engines.queryEngines)

test("loads the query engine before the host is ready if a page has a query", async () => {
  const host = await createHost({ site: await builtSite(true), cacheBytes: 0 })
  expect(engines.queryEngines).toBe(1)
  expect((await host.inject("/page")).payload).toBe("rendered")
  expect(engines.queryEngines).toBe(1)
  await host.close()
})

test("does not load the query engine before it is used if no page has a query", async () => {
  const host = await createHost({ site: await builtSite(false), cacheBytes: 0 })
  expect(engines.queryEngines).toBeUndefined()
  await host.close()
})

test.each(["index.js", "routes/render-page.js"])(
  "refuses a build whose %s was overwritten after it",
  async (file) => {
    const site = await builtSite(false)
    writeFileSync(join(site, ".cache", "page-ssr", file), "exports.isDevelop = true")
    await expect(createHost({ site, cacheBytes: 0 })).rejects.toThrow(
      `${join(site, ".cache")} changed after the build, for example by gatsby develop. Run: npx gatsby clean && npx gatsby build`,
    )
  },
)

test("refuses a site with a page engine in another working directory", async () => {
  const site = await builtSite(false)
  const other = realpathSync(temporaryDirectory())
  process.chdir(other)
  await expect(createHost({ site, cacheBytes: 0 })).rejects.toThrow(
    `The process must run in the directory of the site (${site}), not in ${other}. Pages find their files relative to the working directory.`,
  )
})

test("accepts a relative directory, and a link to the working directory", async () => {
  const link = join(temporaryDirectory(), "site")
  symlinkSync(await builtSite(false), link)
  for (const site of [".", link]) {
    const host = await createHost({ site, cacheBytes: 0 })
    expect((await host.inject("/page")).payload).toBe("rendered")
    await host.close()
  }
})

test("a site without SSR and DSG pages has no page engine", async () => {
  const site = bareSite({})
  expect(await hashPageEngine(site)).toBeUndefined()
  expect(await loadPageEngine(site, {})).toBeUndefined()
})
