import { spawnSync } from "node:child_process"
import { Agent, request } from "node:http"
import { createServer } from "node:net"
import { resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { ask } from "../../support/cached-origin"
import { freePort, logLine } from "../../support/processes"
import { minutes } from "../../support/running"
import { hostsOfTests, type RunningHost, startSiteHost } from "../../support/servers"
import { fixture } from "../../support/sites"

let directory: string
const start = hostsOfTests(() => directory)

beforeAll(async () => {
  const host = await startSiteHost(fixture)
  directory = host.directory
  await host.stop()
}, minutes(5))

const get = (host: RunningHost, path: string) => ask(host.url + path, {})
/** The process that answers; asked again where the host is too busy to say. */
async function pidOf(host: RunningHost): Promise<number> {
  const { status, text } = await get(host, "/blog/api/ends?how=pid")
  return status === 503 ? wait(100).then(() => pidOf(host)) : JSON.parse(text).pid
}

const refusal = (env: Record<string, string>) => {
  const main = resolve(directory, ".cache", "host", "main.js")
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { ...process.env, ...env },
    timeout: 10_000,
  })
  return { status, sentence: stderr.toString().trim() }
}

/** Sends requests at a rate until it is told to stop, on connections that are kept; counts what became of them. */
function load(host: RunningHost, path: string, perSecond: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const counts = { answered: 0, refused: 0, lost: 0 }
  const pending = new Set<Promise<void>>()
  const one = () =>
    new Promise<void>((done) => {
      request(host.url + path, { agent }, (response) => {
        response.resume().on("close", () => {
          counts[response.complete && response.statusCode === 200 ? "answered" : "lost"] += 1
          done()
        })
      })
        .on("error", (error: NodeJS.ErrnoException) => {
          // Nobody took the request: whoever sent it knows that, and may send it elsewhere.
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
    counts,
    /** How many connections there are, in use or kept for the next request. */
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

test("it starts without a word of the environment", async () => {
  const host = await start()
  expect((await get(host, "/blog/files/a/")).status).toBe(200)
})

test("kill -9 of a worker fails at most what it held, and another is started at once", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const traffic = load(host, "/blog/api/ends", 200)
  await wait(1_000)
  const victim = await pidOf(host)
  const connections = traffic.connections()
  process.kill(victim, "SIGKILL")
  const killed = performance.now()
  const pids = new Set<number>()
  // Half a second on an idle machine; other suites run beside this one.
  while (pids.size < 2 && performance.now() - killed < 10_000) {
    pids.add(await pidOf(host))
    await wait(50)
  }
  const { answered, refused, lost } = await traffic.stop()
  expect(pids.size).toBe(2)
  expect(pids.has(victim)).toBe(false)
  expect(refused).toBe(0)
  // One request on each connection, whose other end may be that worker; a new one reaches whoever lives.
  expect(lost).toBeLessThanOrEqual(connections)
  expect(answered).toBeGreaterThan(200)
}, 30_000)

test("connections that a hanging worker did not come to take are answered by the next one", async () => {
  const host = await start()
  const victim = await pidOf(host)
  get(host, "/blog/api/ends?how=spin").catch(() => "killed")
  await wait(200)
  const answers = Promise.all(Array.from({ length: 20 }, () => get(host, "/blog/files/a/")))
  await wait(200)
  process.kill(victim, "SIGKILL")
  for (const { status, headers } of await answers) {
    // One that has only just started, on a machine with more to do, may be too busy for some of them, and says so.
    expect([status, headers["retry-after"]]).toEqual(status === 503 ? [503, "5"] : [200, undefined])
  }
  expect(await pidOf(host)).not.toBe(victim)
})

test("while the only worker is replaced, connections wait for the next one", async () => {
  const host = await start()
  const victim = await pidOf(host)
  process.kill(victim, "SIGKILL")
  await wait(50)
  expect(await pidOf(host)).not.toBe(victim)
})

test("a worker in an endless loop is killed and replaced within 15 s", async () => {
  const host = await start()
  const before = await pidOf(host)
  const started = performance.now()
  get(host, "/blog/api/ends?how=spin").catch(() => "killed")
  await wait(200)
  let after = before
  while (performance.now() - started < 15_000 && after === before) {
    after = await Promise.race([pidOf(host).catch(() => before), wait(1_000, before)])
    await wait(100)
  }
  expect(after).not.toBe(before)
}, 30_000)

test("SIGTERM under load loses no request, waits for what runs, and ends with 0", async () => {
  const host = await start()
  const traffic = load(host, "/blog/api/ends", 200)
  await wait(1_000)
  const slow = get(host, "/blog/api/ends?how=slow")
  await wait(200)
  const ended = new Promise((done) => host.process.once("exit", done))
  host.process.kill("SIGTERM")
  expect((await slow).text).toBe("slow")
  expect(await ended).toBe(0)
  const { answered, lost } = await traffic.stop()
  expect(lost).toBe(0)
  expect(answered).toBeGreaterThan(150)
}, 30_000)

test("SIGTERM while a worker is still starting waits for nothing", async () => {
  const host = await start()
  process.kill(await pidOf(host), "SIGKILL")
  await wait(200)
  const ended = new Promise((done) => host.process.once("exit", done))
  const asked = performance.now()
  host.process.kill("SIGTERM")
  expect(await ended).toBe(0)
  // What runs is given 10 s, and here nothing does.
  expect(performance.now() - asked).toBeLessThan(9_000)
}, 30_000)

test("health and figures are on the main port, or on one of their own", async () => {
  const host = await start()
  await get(host, "/blog/files/a/")
  for (const path of ["/healthz", "/readyz"]) expect((await get(host, path)).status).toBe(200)
  const { text } = await get(host, "/metrics")
  expect(text).toMatch(/http_requests_total\{route="component---src-pages-files-tsx",status="200"\} 1/)
  expect(text).toContain("nodejs_eventloop_lag_seconds")
  expect(text).toContain('gatsby_page_seconds_count{step="load"')

  const adminPort = String(await freePort())
  const other = await start({ ADMIN_PORT: adminPort, WEB_CONCURRENCY: "2" })
  expect((await get(other, "/healthz")).status).toBe(404)
  expect((await ask(`http://127.0.0.1:${adminPort}/readyz`, {})).text).toBe("ready")
  expect((await ask(`http://127.0.0.1:${adminPort}/metrics`, {})).text).toContain("http_requests_total")
}, 30_000)

test.each([
  [{ PORT: "http" }, "PORT must be a whole number from 1 to 65535, not “http”."],
  [{ CACHE_MAX_MB: "-1" }, "CACHE_MAX_MB must be a whole number from 0 to 65536, not “-1”."],
  [{ WEB_CONCURRENCY: "0" }, "WEB_CONCURRENCY must be a whole number from 1 to 64, not “0”."],
  [{ PORT: "9000", ADMIN_PORT: "9000" }, "ADMIN_PORT must be another port than PORT (9000)."],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of /],
  [{ TRUST_PROXY: "2" }, /^TRUST_PROXY must be true, false, or addresses/],
])("%p is refused with a sentence", (env, sentence) => {
  const refused = refusal(env)
  expect(refused.status).toBe(1)
  if (typeof sentence === "string") expect(refused.sentence).toBe(sentence)
  else expect(refused.sentence).toMatch(sentence)
})

test("a port that is taken is refused with a sentence", async () => {
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((done) => taken.listen(port, "127.0.0.1", done))
  const { status, sentence } = refusal({ PORT: String(port), HOST: "127.0.0.1" })
  expect([status, sentence]).toEqual([1, `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`])
  await new Promise((done) => taken.close(done))
})

test("a request id, an address and a status are in each line of the log", async () => {
  const host = await start({ LOG_LEVEL: "info" })
  const { headers } = await get(host, "/blog/files/a/?q=1")
  const line = await logLine(host.output, String(headers["x-request-id"]))
  expect(JSON.parse(line)).toMatchObject({ url: "/blog/files/a/?q=1", status: 200, cache: "miss" })
})
