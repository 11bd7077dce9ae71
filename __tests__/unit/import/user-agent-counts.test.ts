import { importText } from "../../support/inputs/import-text"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
const explorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"
const curl = "curl/8.5.0"

test.each([
  ["sort | uniq -c", `   50000 ${chrome}\n       3 ${firefox}\n      12 -\n      7 ${curl}\n`],
  ["after a tab", `${chrome}\t50000\n${firefox}\t3\n${curl}\t9\n`],
  ["after a comma, quoted", `"${chrome}",50000\n"${firefox}",3\n`],
  ["before a quoted user agent", `50000,"${chrome}"\n3,"${firefox}"\n`],
  ["after a semicolon", `${chrome}; 50000\n${firefox}; 3\n`],
  ["after a comma, both quoted, with thousands", `"${chrome}","50,000"\n"${firefox}","3"\n`],
  ["after a tab, with spaces in thousands", `${chrome}\t50 000\n${firefox}\t3\n`],
  ["before a semicolon, with thousands", `50.000;${chrome}\n3;${firefox}\n`],
  ["after a bar, as a database prints it", ` ${chrome} | 50000\n ${firefox} | 3\n`],
  ["in a table with tabs", `user_agent\trequests\n${chrome}\t50000\n${firefox}\t3\n${curl}\t9\n`],
  ["in a table with quotes", `User agent,Hits\n"${chrome}",50000\n"${firefox}",3\n`],
  ["in a table without quotes", `count,useragent\n50000,${chrome}\n3,${firefox}\n`],
  [
    "in a table with semicolons and without quotes",
    `user_agent;visits;note\n${chrome};50000;a\n${firefox};3;b\n`,
  ],
  [
    "in a table with a date column",
    `date,http_user_agent,requests\n2025-10-10,"${chrome}","50,000"\n2025-10-10,"${firefox}",3\n`,
  ],
  [
    "in JSON",
    `${JSON.stringify({ user_agent: chrome, count: 50_000 })}\n${JSON.stringify({ user_agent: firefox, count: "3" })}\n`,
  ],
  [
    "in nested JSON",
    [
      { count: 50_000, dimensions: { userAgent: chrome } },
      { doc_count: 3, key: { "user_agent.original": firefox } },
    ]
      .map((line) => JSON.stringify(line))
      .join("\n"),
  ],
])("reads the counts of user agents: %s", async (_, text) => {
  const report = await importText(text)
  expect(report.browsers).toEqual({ chrome: { "141": 50_000 }, firefox: { "143": 3 } })
  expect(report.unknown.visits).toBe(0)
  expect(report.skipped.total).toBe(0)
  expect(report.counted).toBe(2)
})

test("leaves out bots of a table, and takes the unit from the count column", async () => {
  const report = await importText(`user_agent\tviews\n${chrome}\t5\n${curl}\t900\n\t3\n${explorer}\t2\n`)
  expect(report).toMatchObject({ format: "analytics", unit: "views", counted: 2 })
  expect(report.bots).toEqual({
    visits: 903,
    names: [
      { name: "curl/8.5.0", visits: 900 },
      { name: "(no user agent)", visits: 3 },
    ],
  })
  expect(report.unknown).toEqual({ visits: 2, names: [{ name: "IE 11 on Windows", visits: 2 }] })
})

test("skips an invalid count with a reason", async () => {
  const table = await importText(`user_agent\trequests\n${chrome}\t5\n${firefox}\tmany\n`)
  expect(table.skipped.examples).toMatchObject([
    { line: 3, reason: "“many” is not a number such as 1234 or 1,234." },
  ])
  const log = await importText(
    [5, -1].map((count) => JSON.stringify({ user_agent: chrome, count })).join("\n"),
  )
  expect(log.browsers).toEqual({ chrome: { "141": 5 } })
  expect(log.skipped.examples).toMatchObject([
    { line: 2, reason: "-1 is negative. A count must be 0 or more." },
  ])
})

test.each([
  ["31.25", "3.125"],
  ["3.125", "31.25"],
  ["31,25", "3,125"],
])("reads ambiguous decimals of a list by the other counts: %s, %s", async (...counts) => {
  const [visits, others] = counts.map((count) => Number(count.replace(",", ".")))
  for (const [first, second] of [
    counts.map((count, index) => `${index ? firefox : chrome}\t${count}`),
    counts.map((count, index) => `"${count}","${index ? firefox : chrome}"`),
  ]) {
    const report = await importText(`${first}\n${second}\n`)
    expect(report.browsers).toEqual({ chrome: { "141": visits }, firefox: { "143": others } })
  }
})

const invalidLine = "The line is not a user agent with or without a count."
const needsQuotes = "Put quotes around numbers such as 1,234."

test.each([
  [`${chrome}\tmany`, invalidLine],
  [`1e3\t${chrome}`, invalidLine],
  [`${chrome}\t5\t7`, invalidLine],
  [`5;7;${chrome}`, invalidLine],
  [`"${chrome}",5,"Berlin"`, invalidLine],
  [`"${chrome}`, invalidLine],
  [`${chrome},5,7`, needsQuotes],
  [`5,7,${chrome}`, needsQuotes],
  [`"${chrome}","many"`, "“many” is not a number such as 1234 or 1,234."],
  [`"${chrome}",""`, "The count is empty."],
  [`${chrome}\t12 34`, "“12 34” is not a number such as 1234 or 1,234."],
  [`${chrome},31.25%`, "“31.25%” is not a number such as 1234 or 1,234."],
  [`-5\t${chrome}`, "-5 is negative. A count must be 0 or more."],
])("skips a line of a list with an invalid count: %s", async (line, reason) => {
  const report = await importText(`${firefox}\t3\n${firefox}\t4\n${line}\n`)
  expect(report.browsers).toEqual({ firefox: { "143": 7 } })
  expect(report).toMatchObject({
    counted: 2,
    bots: { visits: 0 },
    skipped: { total: 1, examples: [{ line: 3, reason }] },
  })
})

test("reads a count after the name of an Apple device", async () => {
  const app = "Acme/3.2 CFNetwork/1410.0.3 Darwin/22.6.0 iPhone14,5"
  const report = await importText(
    [firefox, `${app},12`, `${app}\t1,200`, `"${app}","7"`, `3 ${app}`].join("\n"),
  )
  expect(report).toMatchObject({ counted: 1, bots: { visits: 1_222 }, skipped: { total: 0 } })
})

test("counts user agents without a count once: quoted, below a head, and with an Apple device", async () => {
  const app = "Acme/3.2 CFNetwork/1410.0.3 Darwin/22.6.0 iPhone14,5"
  const report = await importText(`User-Agent\n"${chrome}"\n${firefox}\n${app}\n${app}\n`)
  expect(report.browsers).toEqual({ chrome: { "141": 1 }, firefox: { "143": 1 } })
  expect(report).toMatchObject({ format: "user-agents", counted: 2, bots: { visits: 2 } })
})

test.each([
  ["a space", (userAgent: string, count: number) => `${userAgent} ${count}`],
  ["an equals sign", (userAgent: string, count: number) => `${userAgent} = ${count}`],
  ["a colon", (userAgent: string, count: number) => `${userAgent}: ${count}`],
  ["an x", (userAgent: string, count: number) => `${userAgent} x${count}`],
  ["an arrow", (userAgent: string, count: number) => `${userAgent} -> ${count}`],
  ["brackets", (userAgent: string, count: number) => `${userAgent} (${count})`],
])("reads counts after %s if each line has one", async (_, format) => {
  const counted = await importText(`${format(chrome, 50_000)}\n${format(firefox, 3)}\n`)
  expect(counted.browsers).toEqual({ chrome: { "141": 50_000 }, firefox: { "143": 3 } })
  const mixed = await importText(`${format(chrome, 50_000)}\n${firefox}\n`)
  expect(mixed.browsers).toEqual({ chrome: { "141": 1 }, firefox: { "143": 1 } })
})

test("does not count the title, comments and the total of a list", async () => {
  const report = await importText(
    `# Top user agents\n  Count User-Agent\n     5 ${chrome}\n     7 ${firefox}\n    12 total\n`,
  )
  expect(report).toMatchObject({
    counted: 2,
    browsers: { chrome: { "141": 5 }, firefox: { "143": 7 } },
    bots: { visits: 0 },
    unknown: { visits: 0 },
    skipped: { total: 1, examples: [{ line: 5, reason: "This is a totals row." }] },
  })
})
