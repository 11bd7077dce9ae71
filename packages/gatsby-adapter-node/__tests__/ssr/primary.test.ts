import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import { bareHost } from "#tests/support/servers/bare-site"
import { beginRequest, sendRequest } from "#tests/support/servers/cached-origin"
import { freePort } from "#tests/support/servers/processes"
import { hostsOfTests, type RunningHost } from "#tests/support/servers/servers"
import { manifestPath } from "../../src/manifest"

let directory: string
const start = hostsOfTests(() => directory)

beforeAll(async () => {
  directory = await bareHost({
    pid: "exports.default = (_, res) => res.json(process.pid)",
    spin: "exports.default = (_, res) => { res.writeProcessing(); for (;;) Math.random() }",
    held: "exports.default = (_, res) => res.write(String(process.pid))",
  })
})

const get = (host: RunningHost, path: string) => sendRequest(host.url + path, {})

/** Returns the process IDs of the host's two workers after both responded. */
async function bothOf(host: RunningHost): Promise<Set<string>> {
  const pids = new Set<string>()
  while (pids.size < 2) {
    const { status, text } = await get(host, "/api/pid")
    if (status === 200) pids.add(text)
  }
  return pids
}

test("while a worker hangs, another handles all requests; it is replaced within 15 s", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const both = await bothOf(host)
  await beginRequest(`${host.url}/api/spin`)
  const hangs = performance.now()
  const figures = get(host, "/metrics")
  const pids = new Set<string>()
  // If the hung worker had received a request, this request would fail when the worker is killed.
  for (; pids.size < 2; await wait(20)) {
    const { status, text } = await get(host, "/api/pid")
    if (status === 200) pids.add(text)
    else expect(status).toBe(503)
  }
  expect(performance.now() - hangs).toBeLessThan(15_000)
  expect([...pids].filter((pid) => both.has(pid))).toHaveLength(1)
  const { status, text } = await figures
  expect([status, text]).toEqual([503, "A worker did not report its metrics in time. Try again."])
  expect(host.process.exitCode).toBeNull()
}, 30_000)

test("a worker that ends while it reports metrics does not affect others", async () => {
  const adminPort = String(await freePort())
  const host = await start({ WEB_CONCURRENCY: "2", ADMIN_PORT: adminPort })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const scrape = async (duringRequest: (sent: Promise<unknown>) => Promise<void>) => {
    const scrapeRequest = request(`http://127.0.0.1:${adminPort}/metrics`, { agent })
    const responded = once(scrapeRequest, "response")
    await duringRequest(once(scrapeRequest.end(), "finish"))
    const [response] = await responded
    response.resume()
    return response.statusCode
  }
  expect(await scrape(async () => undefined)).toBe(200)
  const [response] = await once(request(`${host.url}/api/held`, { agent: false }).end(), "response")
  const [victim] = await once(response, "data")
  const died = once(response.socket, "close")
  response.on("error", () => undefined)
  // The order of events: the primary process is paused, it receives the request on an open connection, and then the
  // worker ends.
  const status = await scrape(async (sent) => {
    host.process.kill("SIGSTOP")
    await sent
    process.kill(Number(victim), "SIGKILL")
    await died
    host.process.kill("SIGCONT")
  })
  // The status is 200 if the primary process receives the worker's “exit” event before it handles the request.
  expect([200, 503]).toContain(status)
  expect((await get(host, "/api/pid")).status).toBe(200)
  expect(host.process.exitCode).toBeNull()
  agent.destroy()
}, 30_000)

test("a worker that cannot start does not affect others", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const [victim] = [...(await bothOf(host))].map(Number) as [number, number]
  const manifest = manifestPath(directory)
  const whole = readFileSync(manifest)
  try {
    writeFileSync(manifest, "{")
    process.kill(victim, "SIGKILL")
    const refused = /SyntaxError[\s\S]* Starting another in [1-9]/
    while (host.process.exitCode === null && !refused.test(host.output())) await wait(50)
    expect(host.process.exitCode).toBeNull()
    expect((await get(host, "/api/pid")).status).toBe(200)
  } finally {
    writeFileSync(manifest, whole)
  }
  const pids = await bothOf(host)
  expect(pids).not.toContain(String(victim))
}, 30_000)
