import { type ImportReport, importAudience } from "../../../../src/audience/import"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
const explorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"
const curl = "curl/8.5.0"

async function read(text: string): Promise<ImportReport> {
  async function* inOneChunk() {
    yield Buffer.from(text)
  }
  return importAudience(inOneChunk())
}

test.each([
  ["sort | uniq -c", `   50000 ${chrome}\n       3 ${firefox}\n      12 -\n      7 ${curl}\n`],
  ["behind a tab", `${chrome}\t50000\n${firefox}\t3\n${curl}\t9\n`],
  ["behind a tab, with thousands", `${chrome}\t50,000\n${firefox}\t3\n`],
  ["behind a comma", `${chrome},50000\n${firefox},3\n`],
  ["behind a comma, quoted", `"${chrome}",50000\n"${firefox}",3\n`],
  ["before it, quoted", `50000,"${chrome}"\n3,"${firefox}"\n`],
  ["behind a semicolon", `${chrome}; 50000\n${firefox}; 3\n`],
  ["of a database", ` ${chrome} | 50000\n ${firefox} | 3\n`],
  ["under a head, behind a tab", `user_agent\trequests\n${chrome}\t50000\n${firefox}\t3\n${curl}\t9\n`],
  ["under a head, quoted", `User agent,Hits\n"${chrome}",50000\n"${firefox}",3\n`],
  ["under a head, not quoted", `count,useragent\n50000,${chrome}\n3,${firefox}\n`],
  ["with semicolons, not quoted", `user_agent;visits;note\n${chrome};50000;a\n${firefox};3;b\n`],
  [
    "of a table with a column for the day",
    `date,http_user_agent,requests\n2025-10-10,"${chrome}","50,000"\n2025-10-10,"${firefox}",3\n`,
  ],
  [
    "in JSON",
    `${JSON.stringify({ user_agent: chrome, count: 50_000 })}\n${JSON.stringify({ user_agent: firefox, count: "3" })}\n`,
  ],
  [
    "in JSON, a level below",
    [
      { count: 50_000, dimensions: { userAgent: chrome } },
      { doc_count: 3, key: { "user_agent.original": firefox } },
    ]
      .map((line) => JSON.stringify(line))
      .join("\n"),
  ],
])("user agents count as often as is told %s", async (_, text) => {
  const report = await read(text)
  expect(report.browsers).toEqual({ chrome: { "141": 50_000 }, firefox: { "143": 3 } })
  expect(report.unknown.visits).toBe(0)
  expect(report.skipped.total).toBe(0)
  expect(report.counted).toBe(2)
})

test("bots of a table do not count, and its count says what is counted", async () => {
  const report = await read(`user_agent\tviews\n${chrome}\t5\n${curl}\t900\n\t3\n${explorer}\t2\n`)
  expect(report).toMatchObject({ format: "analytics", unit: "views", counted: 2, bots: 2 })
  expect(report.unknown).toEqual({ visits: 2, names: [{ name: "IE 11 on Windows", visits: 2 }] })
})

test("what is no count is skipped with its reason", async () => {
  const table = await read(`user_agent\trequests\n${chrome}\t5\n${firefox}\tmany\n`)
  expect(table.skipped.examples).toMatchObject([
    { line: 3, reason: "“many” is no number such as 1234 or 1,234." },
  ])
  const log = await read([5, -1].map((count) => JSON.stringify({ user_agent: chrome, count })).join("\n"))
  expect(log.browsers).toEqual({ chrome: { "141": 5 } })
  expect(log.skipped.examples).toMatchObject([{ line: 2, reason: "-1 is negative: a count is 0 or more." }])
})

test("user agents without counts count once each, quoted ones, those under a head and a device of Apple's too", async () => {
  const app = "Acme/3.2 CFNetwork/1410.0.3 Darwin/22.6.0 iPhone14,5"
  const report = await read(`User-Agent\n"${chrome}"\n${firefox}\n${app}\n${app}\n`)
  expect(report.browsers).toEqual({ chrome: { "141": 1 }, firefox: { "143": 1 } })
  expect(report).toMatchObject({ format: "user-agents", counted: 4, bots: 0, unknown: { visits: 2 } })
})
