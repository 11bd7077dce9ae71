import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:http"
import { createServer } from "node:net"
import { join, resolve } from "node:path"
import { text as textOf } from "node:stream/consumers"
import { setTimeout as wait } from "node:timers/promises"
import { temporaryDirectory } from "#tests/support/inputs/data-directory"
import { bareHost } from "#tests/support/servers/bare-site"
import { beginRequest, sendRequest } from "#tests/support/servers/cached-origin"
import { freePort, logLine } from "#tests/support/servers/processes"
import { hostsOfTests, type RunningHost } from "#tests/support/servers/servers"
import { manifestPath } from "../../src/manifest"

let directory: string
const start = hostsOfTests(() => directory)

beforeAll(async () => {
  directory = await bareHost({
    kept: 'exports.default = (_, res) => res.setHeader("cache-control", "s-maxage=60").send("kept")',
    pid: "exports.default = (_, res) => res.json(process.pid)",
    slow: `exports.default = (_, res) => {
      res.writeProcessing()
      setTimeout(() => res.send("slow"), 1_500)
    }`,
  })
})

const get = (host: RunningHost, path: string) => sendRequest(host.url + path, {})
/** Returns the process ID of the worker that responds. Repeats the request if the host is overloaded (503). */
async function pidOf(host: RunningHost): Promise<number> {
  const { status, text } = await get(host, "/api/pid")
  return status === 503 ? wait(100).then(() => pidOf(host)) : Number(text)
}

const refusal = (env: Record<string, string>, site = directory) => {
  const main = resolve(site, ".cache", "host", "main.js")
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { ...process.env, ...env },
    timeout: 10_000,
  })
  return { status, message: stderr.toString().trim() }
}

/** Sends requests at a rate on kept connections until stopped, and counts the results. */
function load(host: RunningHost, path: string, perSecond: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const counts = { completed: 0, refused: 0, lost: 0 }
  const pending = new Set<Promise<void>>()
  const one = () =>
    new Promise<void>((done) => {
      request(host.url + path, { agent }, (response) => {
        response.resume().on("close", () => {
          counts[response.complete && response.statusCode === 200 ? "completed" : "lost"] += 1
          done()
        })
      })
        .on("error", (error: NodeJS.ErrnoException) => {
          // A refused connection is not lost: the client knows that the request was not sent.
          counts[error.code === "ECONNREFUSED" ? "refused" : "lost"] += 1
          done()
        })
        .end()
    })
  const timer = setInterval(() => {
    const sent = one()
    pending.add(sent)
    sent.then(() => pending.delete(sent))
  }, 1000 / perSecond)
  return {
    async until(completed: number) {
      while (counts.completed < completed) await wait(20)
    },
    /** The number of connections, in use or idle. */
    connections: () =>
      [...Object.values(agent.sockets), ...Object.values(agent.freeSockets)].flat().filter(Boolean).length,
    async stop() {
      clearInterval(timer)
      await Promise.all(pending)
      agent.destroy()
      return counts
    },
  }
}

test("kill -9 of a worker loses its running requests only, and another starts immediately", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const traffic = load(host, "/api/kept", 200)
  await traffic.until(100)
  const victim = await pidOf(host)
  const connections = traffic.connections()
  process.kill(victim, "SIGKILL")
  const pids = new Set<number>()
  // This takes half a second on an idle machine, but other suites run at the same time.
  for (const end = Date.now() + 10_000; pids.size < 2 && Date.now() < end; await wait(50))
    pids.add(await pidOf(host))
  const { completed, refused, lost } = await traffic.stop()
  expect(pids.size).toBe(2)
  expect(pids.has(victim)).toBe(false)
  expect(refused).toBe(0)
  // At most one request is lost on each connection. New connections reach the other worker.
  expect(lost).toBeLessThanOrEqual(connections)
  expect(completed).toBeGreaterThan(100)
}, 30_000)

test("the only worker is replaced after kill -9; until then connections are refused", async () => {
  const host = await start()
  const victim = await pidOf(host)
  process.kill(victim, "SIGKILL")
  let successor = victim
  while (successor === victim) successor = await pidOf(host).catch(() => victim)
  expect(host.output()).toContain(`Worker ${victim} ended with SIGKILL. Starting another in 0 ms.`)
}, 30_000)

test("a worker with an uncaught exception stops after its replacement is ready", async () => {
  const throwing = join(temporaryDirectory(), "throwing.js")
  writeFileSync(throwing, 'process.on("SIGUSR2", () => { throw new Error("of no request") })')
  const host = await start({ NODE_OPTIONS: `--require ${throwing}` })
  const traffic = load(host, "/api/kept", 100)
  const failing = await pidOf(host)
  process.kill(failing, "SIGUSR2")
  while ((await pidOf(host)) === failing) await wait(50)
  const { refused, lost } = await traffic.stop()
  expect([refused, lost]).toEqual([0, 0])
  await logLine(host.output, "exception that belongs to no request")
}, 30_000)

test("workers that fail soon after their start are replaced with a delay", async () => {
  const throwing = join(temporaryDirectory(), "throwing.js")
  const program = `
    const send = process.send
    const fail = () => { throw new Error("of no request") }
    if (send) process.send = function (message) {
      if (message.host === "ready") setInterval(fail, 100)
      return send.apply(process, arguments)
    }`
  writeFileSync(throwing, program)
  const host = await start({ NODE_OPTIONS: `--require ${throwing}` })
  await logLine(host.output, "failed. Starting another in 400 ms")
}, 30_000)

test("SIGTERM under load loses no request, waits for running ones, and ends with 0", async () => {
  const host = await start()
  const traffic = load(host, "/api/kept", 200)
  await traffic.until(150)
  const slow = once(await beginRequest(`${host.url}/api/slow`), "response")
  const ended = once(host.process, "exit")
  host.process.kill("SIGTERM")
  expect(await textOf((await slow)[0])).toBe("slow")
  expect(await ended).toEqual([0, null])
  expect((await traffic.stop()).lost).toBe(0)
}, 30_000)

test("SIGTERM does not wait for a worker that is starting", async () => {
  const host = await start()
  process.kill(await pidOf(host), "SIGKILL")
  await logLine(host.output, "Starting another in 0 ms")
  const ended = once(host.process, "exit")
  const stoppedAt = performance.now()
  host.process.kill("SIGTERM")
  expect(await ended).toEqual([0, null])
  // If the host waited for the running requests, it would stop only after 10 s.
  expect(performance.now() - stoppedAt).toBeLessThan(9_000)
}, 30_000)

test("serves health and metrics on the main port or on ADMIN_PORT", async () => {
  const host = await start()
  await get(host, "/api/kept")
  for (const path of ["/healthz", "/readyz"]) expect((await get(host, path)).status).toBe(200)
  const { text } = await get(host, "/metrics")
  expect(text).toMatch(/http_requests_total\{route="function",status="200"\} 1/)
  expect(text).toContain("nodejs_eventloop_lag_seconds")

  const adminPort = String(await freePort())
  const other = await start({ ADMIN_PORT: adminPort, WEB_CONCURRENCY: "2" })
  expect((await get(other, "/healthz")).status).toBe(404)
  expect((await sendRequest(`http://127.0.0.1:${adminPort}/readyz`, {})).text).toBe("ready")
  expect((await sendRequest(`http://127.0.0.1:${adminPort}/metrics`, {})).text).toContain(
    "http_requests_total",
  )
}, 30_000)

test("suggests another port if the port is in use", async () => {
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((done) => taken.listen(port, "127.0.0.1", done))
  const { status, message } = refusal({ PORT: String(port), HOST: "127.0.0.1" })
  expect([status, message]).toEqual([
    1,
    `Port ${port} is in use. Set PORT to another port, for example PORT=${port + 1}.`,
  ])
  await new Promise((done) => taken.close(done))
})

test("ends with one sentence if the build changed after the adapter ran", async () => {
  const site = await bareHost({})
  const manifest = JSON.parse(readFileSync(manifestPath(site), "utf8"))
  writeFileSync(manifestPath(site), JSON.stringify({ ...manifest, pageEngine: { hash: "of the build" } }))
  const { status, message } = refusal({ PORT: String(await freePort()) }, site)
  expect(status).toBe(1)
  expect(message).toBe(
    `${join(site, ".cache")} changed after the build, for example by gatsby develop. Run: npx gatsby clean && npx gatsby build`,
  )
})

test("each log line has the request ID, the URL and the status", async () => {
  const host = await start({ LOG_LEVEL: "info" })
  const { headers } = await get(host, "/api/kept?q=1")
  const line = await logLine(host.output, String(headers["x-request-id"]))
  expect(JSON.parse(line)).toMatchObject({ url: "/api/kept?q=1", status: 200, cache: "miss" })
})
