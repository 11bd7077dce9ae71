/**
 * `npm run soak`: the built site under 200,000 requests over random pages (SOAK_REQUESTS), with the memory of its
 * worker along the way: what the system gave it, JavaScript's heap, buffers, and how much of those is the cache.
 * Ends with 1 where the second half of the curve is not as flat as it has to be.
 */
const { spawn } = require("node:child_process")
const { readFileSync } = require("node:fs")
const http = require("node:http")
const path = require("node:path")
const { buildIfStale, root } = require("./build")

const total = Number(process.env.SOAK_REQUESTS || 200_000)
const connections = 16
const port = Number(process.env.PORT || 9_300)
/** Of the median of the second quarter of the run; a leak of 1 kB a request would be 200 MB more. */
const mayGrowBy = 1.25

const figures = /** @type {const} */ ({
  resident: "process_resident_memory_bytes",
  heap: "nodejs_heap_size_used_bytes",
  buffers: "nodejs_external_memory_bytes",
  cache: "http_cache_bytes",
})

/** The worker's memory in megabytes, as it tells it itself.
 * @returns {Promise<Record<keyof typeof figures, number>>} */
async function memory() {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const megabytes = Object.entries(figures).map(([name, metric]) => {
    const bytes = new RegExp(`^${metric}(?:{.*})? (\\S+)`, "m").exec(text)?.[1]
    return [name, Number(bytes) / 1_048_576]
  })
  return Object.fromEntries(megabytes)
}

/** @param {readonly string[]} list */
const anyOf = (list) => list[Math.floor(Math.random() * list.length)] ?? ""

/** Pages, their data, endpoints, files and nonsense; most of them never asked for before.
 * @param {readonly string[]} features */
function randomPath(features) {
  const audience = anyOf(["", "?audience=DE", "?audience=alt-eu", "?audience=JP", "?audience=US&of=known"])
  const feature = anyOf(features)
  return anyOf([
    `/${audience}`,
    `/features${audience || "?"}&page=${Math.ceil(Math.random() * 25)}&min=${Math.floor(Math.random() * 100)}`,
    `/features/${feature}${audience}`,
    `/page-data/features/${feature}/page-data.json${audience}`,
    `/api/features/${feature}${audience}`,
    `/features/${feature}?utm_source=${Math.random()}`,
    `/nothing/${Math.random()}`,
    "/data",
  ])
}

/** @param {http.Agent} agent @param {string} url @returns {Promise<number>} the status; 0 where there was no answer */
function ask(agent, url) {
  return new Promise((done) => {
    const headers = { "accept-encoding": anyOf(["", "br", "gzip"]) }
    http
      .get({ host: "127.0.0.1", port, path: url, agent, headers }, (response) => {
        response.resume().on("end", () => done(response.statusCode ?? 0))
      })
      .on("error", () => done(0))
  })
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function main() {
  buildIfStale()
  const host = spawn(process.execPath, [path.join(root, ".cache", "host", "main.js")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, WEBSTATUS_URL: "off", PORT: String(port), HOST: "127.0.0.1", LOG_LEVEL: "error" },
  })
  process.on("exit", () => host.kill("SIGKILL"))
  await new Promise((ready) => host.stdout.once("data", ready))
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const catalog = JSON.parse(readFileSync(path.join(root, ".cache", "catalog.json"), "utf8"))
  const features = catalog.features.map((/** @type {{ id: string }} */ { id }) => id)
  /** @type {Record<number, number>} */
  const statuses = {}
  /** @type {number[]} */
  const curve = []
  let sent = 0
  const started = Date.now()
  console.log(
    ["requests", "seconds", ...Object.keys(figures)].map((head) => head.padStart(9)).join(""),
    "(MB)",
  )
  const run = async () => {
    while (sent < total) {
      const number = ++sent
      const status = await ask(agent, randomPath(features))
      statuses[status] = (statuses[status] ?? 0) + 1
      if (number % Math.ceil(total / 40) !== 0) continue
      const megabytes = await memory()
      curve.push(megabytes.resident)
      const cells = [number, (Date.now() - started) / 1000, ...Object.values(megabytes)]
      console.log(cells.map((cell) => cell.toFixed(0).padStart(9)).join(""))
    }
  }
  await Promise.all(Array.from({ length: connections }, run))
  const [settled, end] = [median(curve.slice(10, 20)), median(curve.slice(30))]
  console.log(`Statuses: ${JSON.stringify(statuses)}`)
  console.log(`Median of the second quarter ${settled.toFixed(0)} MB, of the last ${end.toFixed(0)} MB`)
  const failed = (statuses[0] ?? 0) + (statuses[500] ?? 0)
  process.exit(end <= settled * mayGrowBy && failed === 0 ? 0 : 1)
}

main()
