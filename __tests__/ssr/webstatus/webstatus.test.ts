import { setTimeout as wait } from "node:timers/promises"
import { createWebstatus } from "#webstatus/webstatus"
import { readDocument } from "../../support/documents/documents"
import { type Dashboard, type Fault, faults, startDashboard } from "../../support/servers/dashboard"

let dashboard: Dashboard
let lines: string[]

beforeEach(async () => {
  dashboard = await startDashboard()
  lines = []
})
afterEach(() => dashboard.close())

const connect = (options?: { timeoutMs: number }) =>
  createWebstatus(new URL(dashboard.url), { log: (line) => lines.push(line), ...options })

test("returns the dashboard's status of a feature, and sends its own User-Agent", async () => {
  expect(await connect()("grid")).toEqual({
    scores: expect.arrayContaining([{ browser: "chrome", stable: 0.91, experimental: 0.95 }]),
    chromeUsage: 0.2345,
    positions: [
      { vendor: "mozilla", position: "positive", url: expect.stringContaining("https://") },
      { vendor: "apple", position: "support", url: expect.stringContaining("https://") },
    ],
    signals: { upvotes: 34, url: expect.stringContaining("https://") },
  })
  expect(dashboard.requestedIds).toEqual(["grid"])
  expect(dashboard.userAgent).toBe(`Reachline/${JSON.parse(readDocument("package.json")).version}`)
})

test("accepts a URL with a path, and never requests another host because of a path", async () => {
  for (const path of ["/mirror/", "//evil.invalid", "//evil.invalid//"]) {
    const statusOf = createWebstatus(new URL(dashboard.url + path))
    expect(await statusOf("grid")).toMatchObject({ chromeUsage: 0.2345 })
  }
  await connect()("//evil.invalid")
  expect(dashboard.requestedIds).toHaveLength(4)
})

test("returns “unknown” for a feature that the dashboard does not have, without a log line", async () => {
  dashboard.respond = () => undefined
  const statusOf = connect()
  for (let time = 0; time < 2; time++) expect(await statusOf("grid")).toBe("unknown")
  expect(dashboard.requestedIds).toHaveLength(2)
  expect(lines).toEqual([])
})

test("concurrent calls for a feature share one request, and a status is not cached", async () => {
  const release = dashboard.hold()
  const statusOf = connect()
  const requested = Promise.all(["grid", "grid", "has", "grid"].map(statusOf))
  release()
  const statuses = await requested
  expect(dashboard.requestedIds.sort()).toEqual(["grid", "has"])
  expect(statuses[0]).toEqual(statuses[3])
  await statusOf("grid")
  expect(dashboard.requestedIds).toHaveLength(3)
})

test.each(Object.keys(faults) as Fault[])("%s is a failure of this feature only", async (fault) => {
  dashboard.fault = fault
  const statusOf = connect(/silence|drip/.test(fault) ? { timeoutMs: 200 } : undefined)
  expect(await statusOf("grid")).toBe("failed")
  expect(lines).toEqual([expect.stringContaining("request for grid failed: ")])
  expect(dashboard.requestedIds).toEqual(["grid"])
  dashboard.fault = undefined
  expect(await statusOf("has")).toMatchObject({ chromeUsage: 0.2345 })
})

test("a closed port and an unknown host name are failures", async () => {
  await dashboard.closePort()
  expect(await connect()("grid")).toBe("failed")
  expect(await createWebstatus(new URL("http://dashboard.invalid"), { log() {} })("grid")).toBe("failed")
})

test("does not request a feature again for 30 s after a failure", async () => {
  dashboard.fault = "500"
  const statusOf = connect()
  await statusOf("grid")
  dashboard.fault = undefined
  const failed = performance.now()
  const clock = jest.spyOn(performance, "now").mockReturnValue(failed + 29_900)
  expect(await statusOf("grid")).toBe("failed")
  expect(dashboard.requestedIds).toHaveLength(1)
  // lru-cache reads the clock at most once a millisecond.
  await wait(5)
  clock.mockReturnValue(failed + 30_100)
  expect(await statusOf("grid")).toMatchObject({ chromeUsage: 0.2345 })
  clock.mockRestore()
})
