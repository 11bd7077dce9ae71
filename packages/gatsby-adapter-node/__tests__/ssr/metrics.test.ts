import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { bareHost } from "#tests/support/servers/bare-site"
import { sendRequest } from "#tests/support/servers/cached-origin"
import { hostsOfTests, type RunningHost } from "#tests/support/servers/servers"
import { hashPageEngine } from "../../src/engine/engine-files"
import { manifestPath } from "../../src/manifest"

let directory: string
const start = hostsOfTests(() => directory)

const counter = (name: string) => `
  const { Counter } = require("prom-client")
  const { register } = require("gatsby-adapter-node/metrics")
  const counter = new Counter({ name: "${name}", help: "${name}", registers: [register] })`

const page = '{ mode: "SSR", path: "/page", componentChunkName: "page" }'

beforeAll(async () => {
  directory = await bareHost({
    order: `${counter("orders_total")}
      exports.default = (_, res) => { counter.inc(); res.json(process.pid) }`,
  })
  const engine = join(directory, ".cache", "page-ssr")
  mkdirSync(join(engine, "routes"), { recursive: true })
  writeFileSync(join(engine, "routes", "render-page.js"), "")
  writeFileSync(
    join(engine, "index.js"),
    `${counter("views_total")}
    exports.findEnginePageByPath = (path) => (path === "/page" ? ${page} : undefined)
    exports.getData = async () => ({ page: ${page}, results: {} })
    exports.renderHTML = async () => { counter.inc(); return "rendered" }`,
  )
  const manifest = JSON.parse(readFileSync(manifestPath(directory), "utf8"))
  manifest.pageEngine = { hash: await hashPageEngine(directory), hasQueries: false }
  writeFileSync(manifestPath(directory), JSON.stringify(manifest))
})

const get = (host: RunningHost, path: string) => sendRequest(host.url + path, {})

test("/metrics contains the counters of functions and pages, of all workers", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const workers = new Set<string>()
  let orders = 0
  for (; workers.size < 2; orders++) workers.add((await get(host, "/api/order")).text)
  for (let views = 0; views < 3; views++) expect((await get(host, "/page")).text).toBe("rendered")
  const { text } = await get(host, "/metrics")
  expect(text).toContain(`\norders_total ${orders}\n`)
  expect(text).toContain("\nviews_total 3\n")
  expect(text).toContain("http_requests_total")
}, 30_000)
