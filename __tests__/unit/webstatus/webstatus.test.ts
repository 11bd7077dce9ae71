import { createServer, type RequestListener } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { register } from "prom-client"
import { version } from "../../../package.json"
import { createWebstatus, type WebstatusOptions } from "../../../src/webstatus/webstatus"
import { type Dashboard, type Fault, faults, feature, startDashboard } from "../../support/dashboard"

let dashboard: Dashboard
let lines: string[]

beforeEach(async () => {
  dashboard = await startDashboard()
  lines = []
})
afterEach(() => dashboard.close())

const connect = (options: WebstatusOptions = {}) =>
  createWebstatus(new URL(dashboard.url), { log: (line) => lines.push(line), ...options })

test("says what the dashboard knows of a feature, and introduces itself", async () => {
  expect(await connect()("grid")).toEqual({
    scores: expect.arrayContaining([{ browser: "chrome", stable: 0.91, experimental: 0.95 }]),
    chromeUsage: 0.2345,
    positions: [
      { vendor: "mozilla", position: "positive", url: expect.stringContaining("https://") },
      { vendor: "apple", position: "support", url: expect.stringContaining("https://") },
    ],
    signals: { upvotes: 34, url: expect.stringContaining("https://") },
  })
  expect(dashboard.asked).toEqual(["grid"])
  expect(dashboard.headers["user-agent"]).toBe(`Reachline/${version}`)
})

test("is off without an address", async () => {
  expect(await createWebstatus(undefined)("grid")).toBe("off")
})

test("the address may have a path, and no path leads to another host", async () => {
  for (const path of ["/mirror/", "//evil.invalid", "//evil.invalid//"]) {
    const ask = createWebstatus(new URL(dashboard.url + path))
    expect(await ask("grid")).toMatchObject({ chromeUsage: 0.2345 })
  }
  await connect()("//evil.invalid")
  expect(dashboard.asked).toHaveLength(4)
})

test("a feature that the dashboard does not know is no failure", async () => {
  dashboard.answer = () => undefined
  const ask = connect()
  for (let time = 0; time < 8; time++) expect(await ask(`f${time}`)).toBe("unknown")
  expect(dashboard.asked).toHaveLength(8)
})

test("one question is asked once at a time, another beside it, and none is kept", async () => {
  dashboard.delay = 50
  const ask = connect()
  const answers = await Promise.all([ask("grid"), ask("grid"), ask("has"), ask("grid")])
  expect(dashboard.asked.sort()).toEqual(["grid", "has"])
  expect(answers[0]).toEqual(answers[3])
  await ask("grid")
  expect(dashboard.asked).toHaveLength(3)
})

test("a connection serves one question after another, errors included", async () => {
  const ask = connect()
  await ask("grid")
  dashboard.answer = () => undefined
  await ask("none")
  dashboard.fault = "500"
  await ask("has")
  expect(dashboard.asked).toHaveLength(3)
  expect(dashboard.connections).toBe(1)
})

test.each(Object.keys(faults) as Fault[])(
  "%s is a failure, and the next question is answered",
  async (fault) => {
    dashboard.fault = fault
    const ask = connect({ rest: 20 })
    expect(await ask("grid")).toBe("failed")
    expect(dashboard.asked.length).toBe(fault === "301 in a circle" ? 4 : 1)
    dashboard.fault = undefined
    if (fault === "429 with Retry-After") await wait(1_100)
    expect(await ask("grid")).toMatchObject({ chromeUsage: 0.2345 })
  },
)

test("nobody who listens, and a name that nobody has, are failures", async () => {
  await dashboard.refuse()
  expect(await connect()("grid")).toBe("failed")
  expect(await createWebstatus(new URL("http://dashboard.invalid"))("grid")).toBe("failed")
})

test("a redirect on the same host is followed", async () => {
  const { answer } = dashboard
  dashboard.answer = (id) => {
    dashboard.fault = undefined
    return answer(id)
  }
  dashboard.fault = "301 in a circle"
  const asking = connect()("masonry")
  while (dashboard.asked.length < 2) await wait(1)
  dashboard.fault = undefined
  expect(await asking).toMatchObject({ chromeUsage: 0.2345 })
  expect(dashboard.asked.at(-1)).toBe("circle")
})

test("a redirect to another host is not followed, though an answer is to be had there", async () => {
  for (const status of [301, 302, 307, 308]) {
    await withServer(
      (_request, response) =>
        response.writeHead(status, { location: `${dashboard.url}/v1/features/grid` }).end(),
      async (ask) => expect(await ask("grid")).toBe("failed"),
    )
  }
  expect(dashboard.asked).toEqual([])
})

test("after five failures in a row it is left alone, says so once, and works again by itself", async () => {
  const ask = connect({ rest: 100 })
  await ask("grid")
  dashboard.fault = "500"
  for (let time = 0; time < 4; time++) await ask(`f${time}`)
  dashboard.fault = undefined
  await ask("grid")
  dashboard.fault = "500"
  for (let time = 0; time < 5; time++) await ask(`f${time}`)
  expect(dashboard.asked).toHaveLength(11)
  for (let time = 0; time < 50; time++) expect(await ask(`g${time}`)).toBe("failed")
  expect(dashboard.asked).toHaveLength(11)

  // One question tries again, in vain.
  await wait(150)
  await Promise.all([ask("a"), ask("b"), ask("c")])
  expect(dashboard.asked).toHaveLength(12)
  dashboard.fault = undefined
  await wait(150)
  expect(await ask("grid")).toMatchObject({ chromeUsage: 0.2345 })
  expect(await ask("has")).toMatchObject({ chromeUsage: 0.2345 })
  expect(lines).toEqual([
    `The Web Platform Dashboard at ${dashboard.url} is left alone for a while: RemoteError: answers 500.`,
    `The Web Platform Dashboard at ${dashboard.url} works again.`,
  ])
})

/** The client of a server of its own, for what the dashboard has no fault for. */
async function withServer(answer: RequestListener, use: (ask: ReturnType<typeof connect>) => Promise<void>) {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  try {
    await use(
      createWebstatus(new URL(`http://127.0.0.1:${port}`), {
        failures: 2,
        log: (line) => lines.push(line),
      }),
    )
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test("a kept connection that is closed as it is used is no failure", async () => {
  const used = new WeakSet<Socket>()
  let reset = 0
  await withServer(
    ({ socket }, response) => {
      if (used.has(socket)) {
        reset++
        socket.resetAndDestroy()
        return
      }
      used.add(socket)
      response.end(JSON.stringify(feature("grid")))
    },
    async (ask) => {
      expect(await ask("grid")).toMatchObject({ chromeUsage: 0.2345 })
      expect(await ask("has")).toMatchObject({ chromeUsage: 0.2345 })
      expect(reset).toBe(1)
    },
  )
})

test("one that closes every connection is asked twice, no more", async () => {
  let asked = 0
  await withServer(
    ({ socket }) => {
      asked++
      socket.destroy()
    },
    async (ask) => {
      expect(await ask("grid")).toBe("failed")
      expect(asked).toBe(2)
    },
  )
})

test.each([
  [{}, "answers 301 without an address to go to (Location)."],
  [{ location: "http://elsewhere.invalid./" }, "redirects to another host, elsewhere.invalid."],
])(
  "a redirect with %j is asked once, and named in a sentence with one full stop",
  async (headers, reason) => {
    let asked = 0
    await withServer(
      (_request, response) => {
        asked++
        response.writeHead(301, headers).end()
      },
      async (ask) => {
        await ask("grid")
        await ask("has")
        expect(asked).toBe(2)
        expect(lines).toEqual([expect.stringMatching(/[^.]\.$/)])
        expect(lines[0]).toContain(`RemoteError: ${reason}`)
      },
    )
  },
)

const notToCome = ["0", "-1", "soon", "1.5", "2000-01-01", "2100-01-01", "Sat, 01 Jan 2000 00:00:00 GMT"]

test.each([
  // One failure is not enough, and there are two features to ask about.
  ...notToCome.map((retryAfter) => ({ retryAfter, questions: 2 })),
  ...["60", "Fri, 01 Jan 2100 00:00:00 GMT"].map((retryAfter) => ({ retryAfter, questions: 1 })),
])("Retry-After: $retryAfter lets $questions questions through", async ({ retryAfter, questions }) => {
  let asked = 0
  await withServer(
    (_request, response) => {
      asked++
      response.writeHead(503, { "retry-after": retryAfter }).end()
    },
    async (ask) => {
      await ask("grid")
      await ask("has")
      expect(asked).toBe(questions)
    },
  )
})

test("what takes too long is said in a sentence", async () => {
  dashboard.fault = "10 s of silence"
  await connect({ failures: 1 })("grid")
  expect(lines).toEqual([
    `The Web Platform Dashboard at ${dashboard.url} is left alone for a while: RemoteError: has not answered within 4 s.`,
  ])
})

test("one that asks not to be asked for a second is not asked for a second", async () => {
  const ask = connect({ rest: 20 })
  dashboard.fault = "429 with Retry-After"
  await ask("grid")
  dashboard.fault = undefined
  await wait(300)
  expect(await ask("grid")).toBe("failed")
  expect(dashboard.asked).toHaveLength(1)
  await wait(900)
  expect(await ask("grid")).toMatchObject({ chromeUsage: 0.2345 })
})

test("what became of the questions is in the process's metrics", async () => {
  const counted = async (result: string) => {
    const { values } = (await register.getSingleMetric("webstatus_requests_total")?.get()) ?? { values: [] }
    return values.find(({ labels }) => labels.result === result)?.value ?? 0
  }
  const ask = connect({ failures: 1 })
  const before = await Promise.all(["found", "failed", "refused"].map(counted))
  await ask("grid")
  dashboard.fault = "500"
  await ask("grid")
  await ask("grid")
  const after = await Promise.all(["found", "failed", "refused"].map(counted))
  expect(after.map((count, place) => count - (before[place] ?? 0))).toEqual([1, 1, 1])
  const text = await register.metrics()
  expect(text).toContain("webstatus_broken 1")
  expect(text).toMatch(/webstatus_request_duration_seconds_count [1-9]/)
})
