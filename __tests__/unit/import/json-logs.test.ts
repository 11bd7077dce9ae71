import { importText } from "../../support/inputs/import-text"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
const first = JSON.stringify({ user_agent: chrome, count: 5 })
const second = JSON.stringify({ user_agent: firefox })

test.each([
  ["brackets on separate lines", `[\n${first},\n${second}\n]\n`],
  ["brackets on the lines of entries", `[${first},\n${second}]\n`],
  ["commas before the entries", `[\n  ${first}\n, ${second}\n]`],
  ["spaces and CRLF", `[ \r\n  ${first} ,\r\n  ${second}\r\n],\r\n`],
  ["an entry with a count of 0", `[\n${first},\n${first.replace(":5}", ":0}")},\n${second}\n]`],
])("reads a JSON list with one entry per line: %s", async (_, text) => {
  const report = await importText(text)
  expect(report).toMatchObject({ format: "access-log", counted: 2, skipped: { total: 0 } })
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, firefox: { "143": 1 } })
})

test("distinguishes invalid JSON from an object without a user agent", async () => {
  const report = await importText(`${first}\n{"user_agent": "${chrome}"\n{"status": 200}\n`)
  expect(report.skipped.examples).toMatchObject([
    { line: 2, reason: "The line is not a complete JSON object." },
    { line: 3, reason: expect.stringMatching(/^The line has no user agent, such as “user_agent”/) },
  ])
})

test("never reads a JSON number as thousands", async () => {
  const report = await importText(`${JSON.stringify({ user_agent: firefox, count: 12.345 })}\n${first}\n`)
  expect(report.browsers.firefox).toEqual({ "143": 12.345 })
})

const entries = [{ user_agent: chrome }, { user_agent: firefox }, { user_agent: firefox }]

test.each([
  ["an indented list", JSON.stringify(entries, null, 2)],
  ["a list in one line", JSON.stringify(entries)],
  [
    "an indented list with deep objects",
    JSON.stringify(
      entries.map((entry) => ({ a: { b: [entry] } })),
      null,
      4,
    ),
  ],
  ["indented objects one after the other", entries.map((entry) => JSON.stringify(entry, null, 2)).join("\n")],
  ["an object with a list in one line", JSON.stringify({ version: 1, entries })],
  ["an object with an indented list", JSON.stringify({ version: 1, entries }, null, "\t")],
  ["several objects in one line", entries.map((entry) => JSON.stringify(entry)).join(" ")],
  [
    "a result of Elastic",
    JSON.stringify({ hits: { total: 3, hits: entries.map((_source) => ({ _source })) } }, null, 1),
  ],
  [
    "an HTTP archive",
    JSON.stringify({
      log: {
        entries: entries.map(({ user_agent }) => ({
          request: {
            headers: [
              { name: "Accept", value: "*/*" },
              { name: "user-agent", value: user_agent },
            ],
          },
          response: { headers: [{ name: "server", value: "nginx/1.27" }] },
        })),
      },
    }),
  ],
])("reads %s", async (_, text) => {
  const report = await importText(text)
  expect(report).toMatchObject({ format: "access-log", counted: 3, skipped: { total: 0 } })
  expect(report.browsers).toEqual({ chrome: { "141": 1 }, firefox: { "143": 2 } })
})

test("reads a list of 3 MB in one line", async () => {
  const text = JSON.stringify(Array.from({ length: 10_000 }, () => entries).flat())
  expect(text.length).toBeGreaterThan(3e6)
  const report = await importText(text)
  expect(report.browsers).toEqual({ chrome: { "141": 10_000 }, firefox: { "143": 20_000 } })
})

test("skips an incomplete object at the end of an indented list", async () => {
  const report = await importText(JSON.stringify(entries, null, 2).slice(0, -20))
  expect(report).toMatchObject({ counted: 2, skipped: { total: 1 } })
  expect(report.skipped.examples[0]?.reason).toBe("The JSON object is not complete.")
})

test.each([
  ["names and values in objects", { headers: [{ key: "User-Agent", value: chrome }] }],
  [
    "names and values in lists",
    {
      headers: [
        ["host", "example.com"],
        ["User-Agent", chrome],
      ],
    },
  ],
  ["names and values in turn", { rawHeaders: ["Host", "example.com", "user-agent", chrome] }],
  ["a list of values for each name", { request: { headers: { "User-Agent": [chrome] } } }],
  ["an unknown key", { client: { software: chrome } }],
  ["another key if the first is null", { user_agent: null, http_user_agent: chrome }],
  ["another key if the program has a name", { agent: "filebeat", ua: chrome }],
])("finds the user agent in %s", async (_, object) => {
  const report = await importText(`${JSON.stringify({ status: 200, ...object })}\n`)
  expect(report.browsers).toEqual({ chrome: { "141": 1 } })
})

test.each([
  ["hits of a cache", { cache: "HIT", hits: 57 }],
  ["requests of a connection", { status: 200, requests: 57 }],
  ["connection_requests", { connection_requests: 57 }],
  ["obj.hits", { "obj.hits": 57, obj: { hits: 57 } }],
  ["a count beside a time", { timestamp: "2025-10-10T13:55:36Z", count: 57 }],
])("counts a request once, not by %s", async (_, object) => {
  const report = await importText(`${JSON.stringify({ user_agent: chrome, ...object })}\n`)
  expect(report.browsers).toEqual({ chrome: { "141": 1 } })
})

test.each(["count", "doc_count", "hits", "requests"])(
  "counts a user agent by its %s in a result",
  async (key) => {
    const report = await importText(`${JSON.stringify({ user_agent: chrome, [key]: 57 })}\n`)
    expect(report.browsers).toEqual({ chrome: { "141": 57 } })
  },
)

test.each([
  "event_time",
  "logged_at",
  "createdAt",
  "start_time",
  "session_id",
  "traceId",
  "clientIp",
  "duration_ms",
  "ts",
])("counts an object with %s as one request, whatever it counts", async (key) => {
  const report = await importText(
    `${JSON.stringify({ [key]: "1", user_agent: firefox, count: 7 })}\n${JSON.stringify({ [key]: "2", user_agent: chrome, count: 9 })}\n`,
  )
  expect(report.browsers).toEqual({ firefox: { "143": 1 }, chrome: { "141": 1 } })
})

test("uses the count of an object with a day, because it has several requests", async () => {
  const report = await importText(
    `${JSON.stringify({ date: "2025-10-10", user_agent: firefox, count: 7 })}\n`,
  )
  expect(report.browsers).toEqual({ firefox: { "143": 7 } })
})

test("prefers a user agent to the agent that collects the log", async () => {
  const lines = [
    JSON.stringify({ agent: "filebeat/8.1", user_agent: firefox }),
    JSON.stringify({ user_agent: chrome, agent: "filebeat/8.1" }),
    JSON.stringify({ agent: chrome }),
  ]
  const report = await importText(`${lines.join("\n")}\n`)
  expect(report).toMatchObject({
    browsers: { firefox: { "143": 1 }, chrome: { "141": 2 } },
    bots: { visits: 0 },
  })
})

test("reads attributes of OpenTelemetry, also of a tool", async () => {
  const span = (userAgent: string) =>
    JSON.stringify({ attributes: [{ key: "user_agent.original", value: { stringValue: userAgent } }] })
  const report = await importText(`${[firefox, "curl/8.5.0"].map(span).join("\n")}\n`)
  expect(report).toMatchObject({
    browsers: { firefox: { "143": 1 } },
    bots: { visits: 1 },
    skipped: { total: 0 },
  })
})

test("refuses a JSON list of user agents, and explains how to import it", async () => {
  for (const indent of [0, 2]) {
    const text = JSON.stringify([firefox, chrome], null, indent)
    await expect(importText(text)).rejects.toThrow(
      "This JSON file contains a list of texts. For user agents, write one per line, for example with “jq -r '.[]'”",
    )
  }
  expect((await importText(`${firefox}\n${chrome}\n`)).counted).toBe(2)
})
