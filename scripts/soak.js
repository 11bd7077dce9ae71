/**
 * `npm run soak`: the built site under 300,000 requests over random pages (SOAK_REQUESTS), with the memory of its
 * worker along the way (what the system gave it, JavaScript's heap, buffers, and how much of those is the cache), what
 * keeps it running (sockets, timers, open requests), and the time that 99 of 100 answers took at most.
 * Ends with 1 where any of them is not as flat as it has to be.
 */
const { spawn } = require("node:child_process")
const { readFileSync } = require("node:fs")
const http = require("node:http")
const path = require("node:path")
const { buildIfStale, root } = require("./build")

const total = Number(process.env.SOAK_REQUESTS || 300_000)
const connections = 16
const port = Number(process.env.PORT || 9_300)
/** Of the median of the second quarter of the run; a leak of 1 kB a request would be 300 MB more. */
const mayGrowBy = 1.25
/** Of the p99 of the second quarter; in the first one, the cache fills and code is compiled. */
const maySlowBy = 1.2
/** Sockets come and go with the clients; a leak has hundreds of them more. */
const moreResources = 20

const figures = /** @type {const} */ ({
  resident: "process_resident_memory_bytes",
  heap: "nodejs_heap_size_used_bytes",
  buffers: "nodejs_external_memory_bytes",
  cache: "http_cache_bytes",
})

/** Counts of what keeps a process running: timers and open sockets (getActiveResourcesInfo), and Node's own requests. */
const resources = [
  "nodejs_active_resources_total",
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
]

/** What the worker tells of itself: its memory in megabytes, and what keeps it running.
 * @returns {Promise<{ megabytes: Record<keyof typeof figures, number>, active: number[] }>} */
async function ofWorker() {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  /** @param {string} metric */
  const figureOf = (metric) => Number(new RegExp(`^${metric}(?:{.*})? (\\S+)`, "m").exec(text)?.[1])
  const megabytes = Object.entries(figures).map(([name, metric]) => [name, figureOf(metric) / 1_048_576])
  return { megabytes: Object.fromEntries(megabytes), active: resources.map(figureOf) }
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
const median = (values) => quantile(values, 0.5)

/** @param {readonly number[]} values @param {number} part 0 to 1 */
const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0

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
  /** @type {number[][]} */
  const active = []
  /** Milliseconds of each answer, in the order in which they came.
   * @type {number[]} */
  const times = []
  let sent = 0
  const started = Date.now()
  console.log(
    ["requests", "seconds", ...Object.keys(figures), "resources", "handles", "open", "p99"]
      .map((head) => head.padStart(10))
      .join(""),
    "(MB, ms)",
  )
  const run = async () => {
    while (sent < total) {
      const number = ++sent
      const asked = performance.now()
      const status = await ask(agent, randomPath(features))
      times.push(performance.now() - asked)
      statuses[status] = (statuses[status] ?? 0) + 1
      if (number % Math.ceil(total / 40) !== 0) continue
      const { megabytes, active: now } = await ofWorker()
      curve.push(megabytes.resident)
      active.push(now)
      const p99 = quantile(times.slice(-Math.ceil(total / 40)), 0.99)
      const cells = [number, (Date.now() - started) / 1000, ...Object.values(megabytes), ...now, p99]
      console.log(cells.map((cell) => cell.toFixed(0).padStart(10)).join(""))
    }
  }
  await Promise.all(Array.from({ length: connections }, run))
  const [settled, end] = [median(curve.slice(10, 20)), median(curve.slice(30))]
  const quarter = Math.floor(total / 4)
  const [before, after] = [times.slice(quarter, 2 * quarter), times.slice(3 * quarter)].map((part) =>
    quantile(part, 0.99),
  )
  const [first = [], last = []] = [active.slice(10, 20), active.slice(30)].map((part) =>
    resources.map((_, place) => median(part.map((counts) => counts[place] ?? 0))),
  )
  console.log(`Statuses: ${JSON.stringify(statuses)}`)
  console.log(`Median of the second quarter ${settled.toFixed(0)} MB, of the last ${end.toFixed(0)} MB`)
  console.log(`p99 of the second quarter ${before?.toFixed(1)} ms, of the last ${after?.toFixed(1)} ms`)
  console.log(`Resources, handles and requests: ${first.join(", ")}, then ${last.join(", ")}`)
  const failed = (statuses[0] ?? 0) + (statuses[500] ?? 0)
  const isFlat =
    end <= settled * mayGrowBy &&
    (after ?? 0) <= (before ?? 0) * maySlowBy &&
    last.every((count, place) => count <= (first[place] ?? 0) + moreResources)
  process.exit(isFlat && failed === 0 ? 0 : 1)
}

main()
