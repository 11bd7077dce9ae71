import { setTimeout as wait } from "node:timers/promises"
import { sendRequest } from "../support/servers/cached-origin"
import { startNginx } from "../support/servers/nginx"
import { minutes } from "../support/servers/running"
import { type RunningHost, startHost } from "../support/servers/servers"
import { buildDirectory, fixture } from "../support/servers/sites"

let hosts: [RunningHost, RunningHost]
let proxy: { url: string; stop(): void }

beforeAll(async () => {
  const settings = { TRUST_PROXY: "loopback" }
  const first = await startHost(buildDirectory(fixture), settings)
  hosts = [first, await startHost(first.directory, settings)]
  proxy = await startNginx([hosts[0].port, hosts[1].port])
}, minutes(6))
afterAll(async () => {
  proxy?.stop()
  await Promise.all(hosts?.map((host) => host.stop()) ?? [])
})

const get = (path: string, headers: Record<string, string> = {}) => sendRequest(proxy.url + path, { headers })
const rendersOf = (path: string) =>
  hosts.map(
    (host) =>
      host
        .output()
        .split("\n")
        .filter((line) => line.includes(`"url":"${path}"`)).length,
  )
/** Waits until the hosts have logged this number of requests. They write the log line after the response. */
const untilLogged = async (path: string, count: number) => {
  const sum = () => rendersOf(path).reduce((total, renders) => total + renders, 0)
  for (const end = Date.now() + 5_000; sum() < count && Date.now() < end; ) await wait(20)
}

test("200 concurrent requests for an uncached page cause one render", async () => {
  const responses = await Promise.all(Array.from({ length: 200 }, () => get("/blog/api/ends?scale=cold")))
  expect(new Set(responses.map(({ text }) => text)).size).toBe(1)
  await untilLogged("/blog/api/ends?scale=cold", 1)
  const [one = 0, other = 0] = rendersOf("/blog/api/ends?scale=cold")
  expect(one + other).toBe(1)
  expect(responses.at(-1)?.headers["x-proxy-cache"]).toBe("HIT")
})

test("private responses are not cached, come from both hosts, and have the request ID of nginx", async () => {
  for (let times = 0; times < 10; times++) {
    const { status, headers } = await get("/blog/ends?how=private")
    expect([status, headers["x-proxy-cache"]]).toEqual([200, "MISS"])
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/)
  }
  await untilLogged("/blog/ends?how=private", 10)
  for (const renders of rendersOf("/blog/ends?how=private")) expect(renders).toBeGreaterThan(0)
})

test("nginx does not expose health checks and metrics of the hosts", async () => {
  for (const path of ["/healthz", "/readyz", "/metrics"]) expect((await get(path)).status).toBe(404)
})

test("no request fails while a host stops under load", async () => {
  const statuses: number[] = []
  let isOver = false
  const visit = async () => {
    while (!isOver) {
      statuses.push((await get(`/blog/files/${Math.random()}`)).status)
      await wait(10)
    }
  }
  const visits = Promise.all(Array.from({ length: 10 }, visit))
  await wait(1_000)
  const ended = new Promise((done) => hosts[1].process.once("exit", done))
  hosts[1].process.kill("SIGTERM")
  expect(await ended).toBe(0)
  await wait(1_000)
  isOver = true
  await visits
  expect(statuses.length).toBeGreaterThan(100)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
}, 60_000)

test("nginx serves cached pages while all hosts are stopped", async () => {
  const before = await get("/blog/api/ends?scale=cold")
  await hosts[0].stop()
  expect((await get("/blog/api/ends?scale=cold")).text).toBe(before.text)
  expect((await get("/blog/files/new")).status).toBe(502)
})
