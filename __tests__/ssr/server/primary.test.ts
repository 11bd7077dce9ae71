import { once } from "node:events"
import { readFileSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:http"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { manifestPath } from "../../../src/server/manifest"
import { bareHost } from "../../support/bare-site"
import { ask } from "../../support/cached-origin"
import { temporaryDirectory } from "../../support/data-directory"
import { freePort } from "../../support/processes"
import { hostsOfTests, type RunningHost } from "../../support/servers"

let directory: string
const start = hostsOfTests(() => directory)

beforeAll(async () => {
  directory = await bareHost({
    pid: "exports.default = (_, res) => res.json(process.pid)",
    spin: "exports.default = () => { for (;;) Math.random() }",
  })
})

const get = (host: RunningHost, path: string) => ask(host.url + path, {})

/** The ids of a host's two workers, once both answer. */
async function bothOf(host: RunningHost): Promise<Set<string>> {
  const pids = new Set<string>()
  while (pids.size < 2) {
    const { status, text } = await get(host, "/api/pid")
    if (status === 200) pids.add(text)
  }
  return pids
}

test.each(["the main port", "a port of their own"])(
  "figures on %s that a hanging worker does not tell are 503, and the host goes on",
  async (where) => {
    const adminPort = String(await freePort())
    const own = where === "a port of their own"
    const host = await start({ WEB_CONCURRENCY: "2", ...(own ? { ADMIN_PORT: adminPort } : {}) })
    const url = own ? `http://127.0.0.1:${adminPort}` : host.url
    const both = await bothOf(host)
    get(host, "/api/spin").catch(() => "killed")
    await wait(200)
    const { status, text } = await ask(`${url}/metrics`, {})
    expect([status, text]).toEqual([503, "A worker did not tell its figures in time. Ask again."])
    expect((await ask(`${url}/healthz`, {})).text).toBe("ok")
    // Of the two workers one was hanging; the other is the one that it was, and the process over them too.
    expect(both).toContain((await get(host, "/api/pid")).text)
    expect(host.process.exitCode).toBeNull()
  },
  30_000,
)

test("a worker that dies while it is asked for its figures takes nobody along", async () => {
  const adminPort = String(await freePort())
  const host = await start({ WEB_CONCURRENCY: "2", ADMIN_PORT: adminPort })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const scrape = async (whileAsked: (sent: Promise<unknown>) => Promise<void>) => {
    const asked = request(`http://127.0.0.1:${adminPort}/metrics`, { agent })
    const answered = once(asked, "response")
    await whileAsked(once(asked.end(), "finish"))
    const [response] = await answered
    response.resume()
    return response.statusCode
  }
  expect(await scrape(async () => undefined)).toBe(200)
  const victim = Number((await get(host, "/api/pid")).text)
  // While the first process rests it is asked on a connection that it has, and only then its worker dies: it reads
  // the question first.
  const status = await scrape(async (sent) => {
    host.process.kill("SIGSTOP")
    await sent
    process.kill(victim, "SIGKILL")
    await wait(100)
    host.process.kill("SIGCONT")
  })
  // What the other worker told is right too, where the end of this one was read first.
  expect([200, 503]).toContain(status)
  expect((await get(host, "/api/pid")).status).toBe(200)
  expect(host.process.exitCode).toBeNull()
  agent.destroy()
}, 30_000)

test("a worker that takes longer to start than one may hang is waited for", async () => {
  const held = join(temporaryDirectory(), "held.js")
  writeFileSync(
    held,
    'if (require("node:cluster").isWorker) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 9_000)',
  )
  const host = await start({ NODE_OPTIONS: `--require ${held}` })
  expect((await get(host, "/api/pid")).status).toBe(200)
  expect(host.output()).not.toMatch(/killed/)
}, 30_000)

test("a worker that cannot start any more, while others run, ends nothing but itself", async () => {
  const host = await start({ WEB_CONCURRENCY: "2" })
  const [victim] = [...(await bothOf(host))].map(Number) as [number, number]
  const manifest = manifestPath(directory)
  const whole = readFileSync(manifest)
  try {
    writeFileSync(manifest, "{}")
    process.kill(victim, "SIGKILL")
    const refused = /written by another version of this host[\s\S]* another starts in [1-9]/
    while (host.process.exitCode === null && !refused.test(host.output())) await wait(50)
    expect(host.process.exitCode).toBeNull()
    expect((await get(host, "/api/pid")).status).toBe(200)
  } finally {
    writeFileSync(manifest, whole)
  }
  const pids = await bothOf(host)
  expect(pids).not.toContain(String(victim))
}, 30_000)
