import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join, resolve } from "node:path"
import autocannon from "autocannon"
import { sendRequest } from "#tests/support/servers/cached-origin"
import { minutes } from "#tests/support/servers/running"
import {
  type RunningHost,
  type RunningSite,
  startGatsbyServe,
  startHost,
  startSiteHost,
} from "#tests/support/servers/servers"
import { reachline } from "#tests/support/servers/sites"
import { cpuTimeMs } from "./cpu-time"
import { print } from "./median"

const seconds = Number(process.env.BENCH_SECONDS || 5)
const rounds = 3
const list = "/features"
const entry = "/features/has"

const children: ChildProcess[] = []
let cached: RunningHost
let uncached: RunningHost
let serve: RunningSite

beforeAll(async () => {
  cached = await startSiteHost(reachline, { LOG_LEVEL: "warn" })
  // Even without a cache, the host coalesces concurrent requests: they share one response. One connection sends one
  // request at a time, so its requests are not concurrent.
  uncached = await startHost(cached.directory, { LOG_LEVEL: "warn", CACHE_MAX_MB: "0" })
  serve = await startGatsbyServe(reachline)
}, minutes(8))
afterAll(async () => {
  await Promise.all([cached?.stop(), uncached?.stop(), serve?.stop()])
  for (const child of children) child.kill("SIGKILL")
})

async function bareServer(...args: string[]): Promise<{ url: string; pid: number | undefined }> {
  const child = spawn(process.execPath, [resolve(__dirname, "bare-server.js"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  })
  children.push(child)
  const port = await new Promise((resolvePort) =>
    child.stdout?.once("data", (data) => resolvePort(String(data).trim())),
  )
  return { url: `http://127.0.0.1:${port}`, pid: child.pid }
}

type Target = { name: string; url: string; pid?: number | undefined }
/** Times in milliseconds. `cpuMs` is the CPU time per request of all processes of the server. */
type Figures = { name: string; perSecond: number; cpuMs: number; p50: number; p99: number; errors: number }

async function measure(
  targets: readonly Target[],
  connections: number,
  headers: Record<string, string> = {},
): Promise<Figures[]> {
  const runs = targets.map((): Omit<Figures, "name">[] => [])
  for (const { url } of targets) await autocannon({ url, connections, headers, duration: 2 })
  for (let round = 0; round < rounds; round++) {
    for (const [index, { url, pid = 0 }] of targets.entries()) {
      const before = cpuTimeMs(pid)
      const run = await autocannon({ url, connections, headers, duration: seconds })
      const { requests, latency, errors, non2xx } = run
      runs[index]?.push({
        perSecond: requests.average,
        cpuMs: (cpuTimeMs(pid) - before) / requests.total,
        p50: latency.p50,
        p99: latency.p99,
        errors: errors + non2xx,
      })
    }
  }
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return targets.map(({ name }, index) => {
    const results = runs[index] ?? []
    return {
      name,
      perSecond: median(results.map((run) => run.perSecond)),
      cpuMs: median(results.map((run) => run.cpuMs)),
      p50: median(results.map((run) => run.p50)),
      p99: median(results.map((run) => run.p99)),
      errors: results.reduce((sum, run) => sum + run.errors, 0),
    }
  })
}

const browserHeaders = { "accept-encoding": "gzip" }

const report: Record<string, Figures[]> = {}

function printFigures(title: string, figures: Figures[]) {
  report[title] = figures
  const [first, last] = [figures[0], figures.at(-1)]
  print(title, [
    ["", "requests/s", `of ${first?.name}`, `of ${last?.name}`, "CPU ms", "p50 ms", "p99 ms", "errors"],
    ...figures.map(({ name, perSecond, cpuMs, p50, p99, errors }) => [
      name,
      perSecond.toFixed(0),
      (perSecond / (first?.perSecond ?? 1)).toFixed(2),
      (perSecond / (last?.perSecond ?? 1)).toFixed(2),
      cpuMs.toFixed(2),
      p50.toFixed(1),
      p99.toFixed(1),
      String(errors),
    ]),
  ])
}

test(
  "measures the host, gatsby serve and bare servers in turn",
  async () => {
    const engine = await bareServer("engine", cached.directory)
    for (const path of [list, entry]) {
      const { body } = await sendRequest(cached.url + path, {})
      const compressed = await sendRequest(cached.url + path, { headers: browserHeaders })
      const file = join(mkdtempSync(join(tmpdir(), "bench-")), "page.html.gz")
      writeFileSync(file, compressed.body)
      const bytes = await bareServer("bytes", file)
      const size = `${(body.length / 1024).toFixed(0)} kB`
      printFigures(
        `Rendering ${path} (${size}), one connection`,
        await measure(
          [
            { ...engine, name: "page engine in bare node:http", url: engine.url + path },
            { ...uncached, name: "host", url: uncached.url + path },
            { ...serve, name: "gatsby serve", url: serve.url + path },
          ],
          1,
        ),
      )
      printFigures(
        `Cached ${path} (${(compressed.body.length / 1024).toFixed(0)} kB gzipped), 64 connections`,
        await measure(
          [
            { ...bytes, name: "bytes from bare node:http" },
            { ...cached, name: "host", url: cached.url + path },
            { ...serve, name: "gatsby serve", url: serve.url + path },
          ],
          64,
          browserHeaders,
        ),
      )
    }
    const summary = { node: process.version, cpus: cpus().length, seconds, rounds, report }
    process.stdout.write(`\n${JSON.stringify(summary)}\n`)
  },
  minutes(15),
)
