import { importText } from "../../support/inputs/import-text"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
const line = (...fields: string[]) =>
  `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 ${fields.map((field) => `"${field}"`).join(" ")}\n`

test.each([
  ["an address and no referrer", ["198.51.100.4", "-", chrome]],
  ["an address and a referrer", ["198.51.100.4", "https://www.example.com/", chrome]],
  [
    "a protocol, an address and a referrer",
    ["TLSv1.3", "198.51.100.4", "https://www.example.com/", chrome, "HTTP/2.0"],
  ],
])("finds the user agent after other quoted fields: %s", async (_, fields) => {
  const report = await importText(line(...fields))
  expect(report.browsers).toEqual({ chrome: { "141": 1 } })
})

test.each([["-"], ["https://www.example.com/?q=1"]])(
  "reads the user agent before the referrer %s, and bots at the same position",
  async (referrer) => {
    const report = await importText(
      line("curl/8.5.0", referrer) + line(chrome, referrer) + line("-", referrer),
    )
    expect(report).toMatchObject({
      browsers: { chrome: { "141": 1 } },
      bots: { visits: 2 },
      skipped: { total: 0 },
    })
  },
)

test("uses a later field instead of an invalid user agent only if it is a browser", async () => {
  const report = await importText(
    line("-", chrome) + line("-", "-", "HTTP/2.0", "nginx/1.25") + line("-", "curl/8.5.0", chrome),
  )
  expect(report).toMatchObject({
    browsers: { chrome: { "141": 1 } },
    bots: { visits: 2 },
    unknown: { visits: 0 },
  })
})

test.each([
  ["https://www.example.com/?q=1", ["my browser", "https://www.example.com/?q=1"]],
  ["198.51.100.4, 203.0.113.9", ["-", "198.51.100.4, 203.0.113.9"]],
  ["2001:db8::17", ["-", "2001:db8::17"]],
])("names a field that is not a user agent: %s", async (field, fields) => {
  await expect(importText(line(...fields))).rejects.toThrow(
    `“${field}” is not a user agent. The user agent must be the second quoted field after the status.`,
  )
})

test("reads a line of many quotes in linear time", async () => {
  const quotes = line("-", "-", ...Array.from({ length: 30_000 }, () => "x"))
  const before = process.cpuUsage()
  await importText(line("-", chrome) + quotes.repeat(10))
  expect(process.cpuUsage(before).user).toBeLessThan(3e6)
})
