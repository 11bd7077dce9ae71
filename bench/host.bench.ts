import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join, resolve } from "node:path"
import autocannon from "autocannon"
import { ask } from "../__tests__/support/cached-origin"
import { minutes } from "../__tests__/support/running"
import {
  type RunningHost,
  type RunningSite,
  startGatsbyServe,
  startHost,
  startSiteHost,
} from "../__tests__/support/servers"
import { reachline } from "../__tests__/support/sites"
import { cpuTime } from "./cpu-time"
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
  // A cache of no bytes holds nothing; one connection shares no flight.
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
  const port = await new Promise((found) => child.stdout?.once("data", (data) => found(String(data).trim())))
  return { url: `http://127.0.0.1:${port}`, pid: child.pid }
}

type Target = { name: string; url: string; pid?: number | undefined }
/** `cpu`: milliseconds of CPU time a request, of all the server's processes. */
type Figures = { name: string; perSecond: number; cpu: number; p50: number; p99: number; errors: number }

/** Each target in turn, three times; the median of its rounds. */
async function measure(
  targets: readonly Target[],
  connections: number,
  headers: Record<string, string> = {},
): Promise<Figures[]> {
  const runs = targets.map((): Omit<Figures, "name">[] => [])
  for (const { url } of targets) await autocannon({ url, connections, headers, duration: 2 })
  for (let round = 0; round < rounds; round++) {
    for (const [place, { url, pid = 0 }] of targets.entries()) {
      const before = cpuTime(pid)
      const run = await autocannon({ url, connections, headers, duration: seconds })
      const { requests, latency, errors, non2xx } = run
      runs[place]?.push({
        perSecond: requests.average,
        cpu: (cpuTime(pid) - before) / requests.total,
        p50: latency.p50,
        p99: latency.p99,
        errors: errors + non2xx,
      })
    }
  }
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return targets.map(({ name }, place) => {
    const own = runs[place] ?? []
    return {
      name,
      perSecond: median(own.map((run) => run.perSecond)),
      cpu: median(own.map((run) => run.cpu)),
      p50: median(own.map((run) => run.p50)),
      p99: median(own.map((run) => run.p99)),
      errors: own.reduce((sum, run) => sum + run.errors, 0),
    }
  })
}

/** As browsers ask for a page: what is measured cached is what they get. */
const asBrowsers = { "accept-encoding": "gzip" }

const report: Record<string, Figures[]> = {}

/** A table, with each row's rate as a multiple of the first and of the last one's. */
function tell(title: string, figures: Figures[]) {
  report[title] = figures
  const [first, last] = [figures[0], figures.at(-1)]
  print(title, [
    ["", "requests/s", `of ${first?.name}`, `of ${last?.name}`, "CPU ms", "p50 ms", "p99 ms", "errors"],
    ...figures.map(({ name, perSecond, cpu, p50, p99, errors }) => [
      name,
      perSecond.toFixed(0),
      (perSecond / (first?.perSecond ?? 1)).toFixed(2),
      (perSecond / (last?.perSecond ?? 1)).toFixed(2),
      cpu.toFixed(2),
      p50.toFixed(1),
      p99.toFixed(1),
      String(errors),
    ]),
  ])
}

test(
  "the host, gatsby serve and the floors, in turns",
  async () => {
    const engine = await bareServer("engine", cached.directory)
    for (const path of [list, entry]) {
      const { body } = await ask(cached.url + path, {})
      const small = await ask(cached.url + path, { headers: asBrowsers })
      const file = join(mkdtempSync(join(tmpdir(), "bench-")), "page.html.gz")
      writeFileSync(file, small.body)
      const bytes = await bareServer("bytes", file)
      const size = `${(body.length / 1024).toFixed(0)} kB`
      tell(
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
      tell(
        `Cached ${path} (${(small.body.length / 1024).toFixed(0)} kB gzipped), 64 connections`,
        await measure(
          [
            { ...bytes, name: "bytes from bare node:http" },
            { ...cached, name: "host", url: cached.url + path },
            { ...serve, name: "gatsby serve", url: serve.url + path },
          ],
          64,
          asBrowsers,
        ),
      )
    }
    const told = { node: process.version, cpus: cpus().length, seconds, rounds, report }
    process.stdout.write(`\n${JSON.stringify(told)}\n`)
  },
  minutes(15),
)
