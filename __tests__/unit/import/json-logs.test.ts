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
