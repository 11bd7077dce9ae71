import { Agent, createServer, get } from "node:http"
import type { AddressInfo } from "node:net"
import { type RunningSite, startGatsbyServe } from "#tests/support/servers/servers"
import { reachline } from "#tests/support/servers/sites"
import { print } from "./median"

let site: RunningSite

beforeAll(async () => {
  site = await startGatsbyServe(reachline)
}, 360_000)
afterAll(() => site?.stop())

async function rateOf(url: string, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const request = () =>
    new Promise<void>((done, fail) => {
      get(url, { agent }, (response) => response.resume().on("end", done)).on("error", fail)
    })
  for (let warmUp = 0; warmUp < 20; warmUp++) await request()
  const started = performance.now()
  for (let sent = 0; sent < count; sent++) await request()
  agent.destroy()
  return (1000 * count) / (performance.now() - started)
}

test("measures requests per second on one connection", async () => {
  const bytes = Buffer.from(await (await fetch(`${site.url}/api/features`)).arrayBuffer())
  const baseline = createServer((_, response) => response.end(bytes)).listen(0, "127.0.0.1")
  const baselineUrl = `http://127.0.0.1:${(baseline.address() as AddressInfo).port}`
  const targets = [
    ["bare node:http, the bytes of /api/features", baselineUrl],
    ["gatsby serve, /api/features", `${site.url}/api/features`],
    ["gatsby serve, /features", `${site.url}/features`],
    ["gatsby serve, /features/has", `${site.url}/features/has`],
  ] as const
  const rounds: number[][] = targets.map(() => [])
  for (let round = 0; round < 3; round++) {
    for (const [index, [, url]] of targets.entries()) rounds[index]?.push(await rateOf(url, 150))
  }
  baseline.close()
  const medians = rounds.map((rates) => [...rates].sort((a, b) => a - b)[1] as number)
  print("Requests per second on one connection, median of three rounds", [
    ["", "requests/s", "of bare node:http"],
    ...targets.map(([name], index) => [
      name,
      (medians[index] ?? 0).toFixed(0),
      ((medians[index] ?? 0) / (medians[0] ?? 1)).toFixed(3),
    ]),
  ])
}, 300_000)
