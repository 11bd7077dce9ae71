import { gzipSync } from "node:zlib"
import { importAudience, UnreadableImport } from "../../../../src/audience/import"
import { Tally } from "../../../../src/audience/import/tally"
import { UserAgentCounter } from "../../../../src/audience/import/user-agent-counter"

const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
const chrome = `${windows} Chrome/141.0.0.0 Safari/537.36`
const request = (userAgent: string) =>
  `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "${userAgent}"\n`

async function* inChunks(...chunks: (string | Uint8Array)[]) {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk
}

const read = (...chunks: (string | Uint8Array)[]) => importAudience(inChunks(...chunks))

async function errorOf(...chunks: (string | Uint8Array)[]): Promise<string> {
  const error = await read(...chunks).then(
    (report) => Promise.reject(new Error(`It was read: ${JSON.stringify(report)}`)),
    (reason: unknown) => reason,
  )
  if (!(error instanceof UnreadableImport)) throw error
  return error.message
}

test.each<[name: string, chunks: (string | Uint8Array)[], says: RegExp]>([
  ["nothing", [], /^The file is empty\. What is taken: an access log .*; browserslist's custom .*; a table/],
  ["blank lines", ["\n \r\n\t\n"], /^The file is empty/],
  ["a byte order mark alone", ["\uFEFF"], /^The file is empty/],
  ["gzip", [gzipSync(request(chrome))], /^This is a gzip file: unpack it first/],
  [
    "a zip or .xlsx",
    [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0)],
    /^This is a zip file or an Excel workbook.*save the sheet as CSV/,
  ],
  ["a PDF", ["%PDF-1.7\n"], /^This is a PDF: export the report as CSV\.$/],
  ["an old Excel file", [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0)], /save the sheet as CSV/],
  ["binary", [Uint8Array.from({ length: 300 }, (_, byte) => byte % 256)], /^This is not a text file/],
  [
    "bytes that are not UTF-8",
    [Uint8Array.of(0xe9, 0xff, 0xfe, 0x41, 10)],
    /^The file is not in UTF-8\. What is taken/,
  ],
  [
    "a log of IIS",
    [
      "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs(User-Agent)\n2025-10-10 13:55:36 -\n",
    ],
    /^This is a W3C extended log .* is not taken: take its column of user agents alone/,
  ],
  ["a log without user agents", [request("-"), request("")], /^This log has no user agents/],
  ["a log in JSON without user agents", ['{"user_agent":"-"}\n'], /^This log has no user agents/],
  ["a page", ["\n<!DOCTYPE html><html><body>Sign in</body>"], /^This is an HTML or XML file/],
  [
    "prose",
    ["Dear colleague\nplease find our figures attached.\n"],
    /^The file begins with “Dear colleague”.*What is taken: an access log/,
  ],
  [
    "JSON of another shape",
    ['{"users":{"list":[1,2]},"total":3}'],
    /^This is JSON of another shape: an object of “users”, “total”\. Statistics of browserslist look like/,
  ],
  ["a JSON list", ["[1, 2]"], /another shape: a list/],
  ["JSON that ends too early", ['{"chrome": {"141": 5}'], /^This begins as JSON and is none: /],
  [
    "JSON not in UTF-8",
    [Buffer.from('{"chrome": {"141": 5, "\xe9": 1}}', "latin1")],
    /^This JSON is not in UTF-8/,
  ],
  ["JSON of 1.5 MB", [`{"chrome":\n${`${" ".repeat(500_000)}\n`.repeat(3)}`], /larger than 1 MB/],
  [
    "other columns",
    ["Date;Country;Revenue\n2025-10-01;DE;5\n"],
    /^This table has the columns “Date”, “Country”, “Revenue”\. It needs the columns browser, browser version \(or user_agent alone\) and one of users, visitors, sessions, visits, views, pageviews, requests or count/,
  ],
  [
    "a table without a count",
    ["Browser,Version\nChrome,141\n"],
    /has the columns “Browser”, “Version”\. It needs/,
  ],
  [
    "a table without versions",
    ["name,visitors\nChrome,141\nSafari,7\n"],
    /^No row names a known browser with its version; there are “Chrome”, “Safari”/,
  ],
  ["a table without rows", ["Browser,Version,Visits\n"], /^There is no visit in this file/],
  [
    "a table in Latin-1",
    [Buffer.from("Browser,Version,Visits\nChrome,141,5\nCaf\xe9,1,1\n", "latin1")],
    /^Line 3 is not in UTF-8: save the table as “CSV UTF-8”/,
  ],
  [
    "negative numbers",
    ["Browser,Version,Visits\nChrome,141,-5\n"],
    /^No line of this file counts\. Line 2 \(“Chrome,141,-5”\): -5 is negative: a count is 0 or more\.$/,
  ],
  [
    "huge numbers",
    ["Browser,Version,Visits\nChrome,141,99999999999999999999\n"],
    /too large: a count is at most 9,007,199,254,740,991/,
  ],
  [
    "numbers with an exponent",
    ["Browser,Version,Visits\nChrome,141,1e400\n"],
    /“1e400” is no number such as 1234/,
  ],
  [
    "negative percent",
    ['{\n  "chrome": {\n    "141": -5\n  }\n}'],
    /Line 3 .*Its percent is negative: it is 0 or more/,
  ],
  [
    "fractions in place of percents",
    ['{ "chrome": { "141": 0.7, "140": 0.1 }, "ie": { "11": 0.2 } }'],
    /^These look like fractions: they add up to 1, and percents would to 100\. Multiply them by 100\.$/,
  ],
  ["infinite percent", ['{ "chrome": { "141": 1e400 } }'], /Its percent is too large/],
  ["a percent that is text", ['{ "chrome": { "141": "5" } }'], /Its percent is no number/],
  [
    "a log without user agents",
    ['203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5\n'.repeat(2)],
    /^No line of this file counts\. Line 1 .* It has no user agent: .*the combined form, has one/,
  ],
  [
    "a log in JSON without user agents",
    ['{"status":200}\n{"status":404}\n'],
    /It has no user agent, such as “user_agent”/,
  ],
  ["a log of bots", [request("curl/8.5.0").repeat(3)], /^All 3 lines of this file are of bots/],
])("%s", async (_, chunks, says) => {
  expect(await errorOf(...chunks)).toMatch(says)
})

test("200 MB without a newline are given up after a megabyte or two", async () => {
  for (const beginning of ["a", '{"chrome":', "Browser,Visits", `"GET / HTTP/1.1" 200 "`, "Mozilla/5.0 "]) {
    let sent = 0
    async function* endless() {
      yield Buffer.from(beginning)
      for (; sent < 200e6; sent += 65_536) yield Buffer.alloc(65_536, "a")
    }
    await expect(importAudience(endless())).rejects.toThrow(/^Line 1 is longer than a megabyte/)
    expect(sent).toBeLessThan(3e6)
  }
  await expect(read("a\n".repeat(5), "b".repeat(2e6))).rejects.toThrow(/^Line 6 is longer/)
})

test("single bad rows are left out with their reason, and the others count", async () => {
  const report = await read(
    'Browser,Version,Visits\nChrome,141,5\nChrome,140,-1\nChrome,139\n"Chrome,138,5\nChrome,137,many\nChrome,136,\nFirefox,143,2\nGrand total,,7\n',
  )
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, firefox: { "143": 2 } })
  expect(report.skipped.examples).toEqual([
    { line: 3, reason: "-1 is negative: a count is 0 or more.", text: "Chrome,140,-1" },
    { line: 4, reason: "It has 2 of the table's 3 columns.", text: "Chrome,139" },
    { line: 5, reason: "A quote in it is not closed.", text: '"Chrome,138,5' },
    { line: 6, reason: "“many” is no number such as 1234 or 1,234.", text: "Chrome,137,many" },
    { line: 7, reason: "Its cell for the count is empty.", text: "Chrome,136," },
    { line: 9, reason: "It is a row of totals.", text: "Grand total,,7" },
  ])
})

test("of what is skipped there are 20 examples, their text cut to 200 characters", async () => {
  const report = await read(request(chrome), `${"x".repeat(500)}\n`.repeat(30))
  expect(report.skipped.total).toBe(30)
  expect(report.skipped.examples).toHaveLength(20)
  expect(report.skipped.examples[19]).toMatchObject({ line: 21, text: "x".repeat(200) })
})

test("in a log a user agent that is not UTF-8 is skipped, and one that is counts", async () => {
  const report = await read(
    Buffer.from(request(`${chrome} \xe9`), "latin1"),
    request(`${chrome} é`),
    Buffer.from(request(chrome).replace("GET /", "GET /\xe9"), "latin1"),
  )
  expect(report.browsers).toEqual({ chrome: { "141": 2 } })
  expect(report.skipped.examples).toMatchObject([{ line: 1, reason: "Its user agent is not in UTF-8." }])
})

test("names of JavaScript's own properties are names like others", async () => {
  const stats = await read(
    '{"__proto__":{"141":1},"constructor":{"1":2},"chrome":{"__proto__":3,"toString":4,"141":5}}',
  )
  expect(stats.browsers).toEqual({ chrome: { "141": 5 } })
  expect(stats.unknown.visits).toBe(95)
  const table = await read(
    "__proto__,constructor,Browser,Version,Visits\n1,2,__proto__,141,3\n1,2,__proto__,,2\n1,2,constructor,,1\n1,2,Chrome,141,4\n",
  )
  expect(table.browsers).toEqual({ chrome: { "141": 4 } })
  expect(table.unknown.names).toEqual([
    { name: "__proto__ 141", visits: 3 },
    { name: "__proto__", visits: 2 },
    { name: "constructor", visits: 1 },
  ])
  const log = await read(`{"__proto__":{"user_agent":"x"},"user_agent":${JSON.stringify(chrome)}}\n`)
  expect(log.browsers).toEqual({ chrome: { "141": 1 } })
  expect(({} as Record<string, unknown>).user_agent).toBeUndefined()
})

test("hostile lines cost about as much as plain ones of their length", async () => {
  const size = 50_000
  const deep = `${'{"a":'.repeat(size / 5)}1${"}".repeat(size / 5)}`
  const lines = {
    quotes: '"'.repeat(size),
    backslashes: "\\".repeat(size),
    "escaped quotes": `"${'\\"'.repeat(size / 2)}`,
    "an open request": `"GET ${"\\".repeat(size)}" 200 "`,
    "a long user agent": request(`Mozilla/5.0 ${"(".repeat(size)}`),
    spaces: `x${" ".repeat(size)}x`,
    commas: ",".repeat(size),
    "quoted commas": '",'.repeat(size / 2),
    braces: `{${"}".repeat(size)}x`,
    "deep JSON": deep,
    digits: `Chrome,141,${"1,".repeat(size / 2)}`,
    "a number": `Chrome,141,"${"1,111".repeat(size / 5)}"`,
  }
  const table = "Browser,Version,Visits\nChrome,141,5\n"
  const plain = `plain ${"x".repeat(size)}\n`
  for (const beginning of [request(chrome), table, `${chrome}\n${chrome}\n${chrome}\n`, ""]) {
    // A plain line is found and left out; a hostile one may be parsed, but not over and over: that takes seconds.
    const budget = 100 * Math.max(1, await timeOf(beginning, plain))
    for (const [name, line] of Object.entries(lines)) {
      const time = await timeOf(beginning, `${line}\n`)
      if (time > budget) {
        throw new Error(`${name} behind “${beginning}” took ${time} ms, of ${budget} allowed`)
      }
    }
  }

  /** Ten such lines, in milliseconds of the processor: the least of three times, since other programs run beside. */
  async function timeOf(beginning: string, line: string): Promise<number> {
    const times: number[] = []
    for (let round = 0; round < 3; round++) {
      const started = process.cpuUsage()
      await read(beginning, line.repeat(10)).catch(() => undefined)
      times.push(process.cpuUsage(started).user / 1_000)
    }
    return Math.min(...times)
  }
})

test("no end of distinct user agents, names and versions stays in bounded memory", async () => {
  const lines = 6_000
  const strange = (index: number) => `Opera/9.80 (Device-${index}; Opera Mini/${index}) Presto/2.12.423`
  const report = await read(
    Array.from({ length: lines }, (_, index) =>
      request(index % 2 ? `${windows} Chrome/${index}.0 Safari/537.36` : strange(index)),
    ).join(""),
    request("Opera/9.80 (Device; Opera Mini/999999) Presto/2.12.423").repeat(3),
  )
  expect(report.counted).toBe(lines + 3)
  const known = Object.values(report.browsers.chrome ?? {}).reduce((sum, visits) => sum + visits, 0)
  expect(known + report.unknown.visits).toBe(lines + 3)
  expect(Object.keys(report.browsers.chrome ?? {})).toHaveLength(2_000)
  // The last name would be the first of them if it had found a place.
  expect(report.unknown.names.map(({ visits }) => visits)).toEqual(Array(20).fill(1))

  const tally = new Tally()
  const counter = new UserAgentCounter(tally, async () => {})
  for (let index = 0; index <= 100_000; index++) await counter.add(`bot ${index}`)
  // The first 100,000 have been parsed to make room for the next one.
  expect(tally.bots).toBe(100_000)
})

test("progress is told in bytes", async () => {
  const told: number[] = []
  await importAudience(inChunks("Browser,Version,Visits\n", "Chrome,141,5\n"), {
    onProgress: (bytes) => void told.push(bytes),
  })
  expect(told).toEqual([23, 36])
})
