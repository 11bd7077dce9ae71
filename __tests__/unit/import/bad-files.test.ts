import { importAudience, UnreadableImport } from "#import"
import { Tally } from "#import/tally"
import { UserAgentCounter } from "#import/user-agent-counter"

const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
const chrome = `${windows} Chrome/141.0.0.0 Safari/537.36`
const request = (userAgent: string) =>
  `203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "${userAgent}"\n`

async function* chunksOf(...chunks: (string | Uint8Array)[]) {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk
}

const read = (...chunks: (string | Uint8Array)[]) => importAudience(chunksOf(...chunks))

async function importError(...chunks: (string | Uint8Array)[]): Promise<string> {
  const error = await read(...chunks).then(
    (report) => Promise.reject(new Error(`Expected an error, got ${JSON.stringify(report)}`)),
    (reason: unknown) => reason,
  )
  if (!(error instanceof UnreadableImport)) throw error
  return error.message
}

test.each<[name: string, chunks: (string | Uint8Array)[], message: RegExp]>([
  [
    "an empty file",
    [],
    /^The file is empty\. Supported formats: an access log .*; browserslist stat.*; an analytics table/,
  ],
  ["blank lines", ["\n \r\n\t\n"], /^The file is empty/],
  ["only a byte order mark", ["\uFEFF"], /^The file is empty/],
  ["a PDF file", ["%PDF-1.7\n"], /^This is a PDF file\. Export the report as CSV\.$/],
  [
    "an old Excel file",
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0)],
    /^This is an old Excel or Word file\. Save the sheet as CSV/,
  ],
  ["a binary file", [Uint8Array.from({ length: 300 }, (_, byte) => byte % 256)], /^This is not a text file/],
  [
    "bytes that are not UTF-8",
    [Uint8Array.of(0xe9, 0xff, 0xfe, 0x41, 10)],
    /^The file is not valid UTF-8\. Supported formats/,
  ],
  [
    "a W3C extended log without user agents",
    [
      "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time c-ip\n2025-10-10 13:55:36 203.0.113.7\n",
    ],
    /“#Fields:” does not contain cs\(User-Agent\)\. Add the user agent to the fields of the log/,
  ],
  ["a combined log with empty user agents", [request("-"), request("")], /^This log has no user agents/],
  ["a JSON log with empty user agents", ['{"user_agent":"-"}\n'], /^This log has no user agents/],
  ["an HTML page", ["\n<!DOCTYPE html><html><body>Sign in</body>"], /^This is an HTML or XML file/],
  [
    "prose",
    ["Dear colleague\nplease find our figures attached.\n"],
    /^The file begins with “Dear colleague”, which is not a supported format\. Supported formats: an access log/,
  ],
  [
    "JSON with other content",
    ['{"users":{"list":[1,2]},"total":3}'],
    /^This JSON file is not browserslist statistics: it contains an object with “users”, “total”\. Expected: /,
  ],
  ["a JSON list", ["[1, 2]"], /it contains a list/],
  ["truncated JSON", ['{"chrome": {"141": 5}'], /^This file is not valid JSON: /],
  [
    "JSON in another encoding than UTF-8",
    [Buffer.from('{"chrome": {"141": 5, "\xe9": 1}}', "latin1")],
    /^This JSON file is not valid UTF-8/,
  ],
  ["JSON of 1.5 MB", [`{"chrome":\n${`${" ".repeat(500_000)}\n`.repeat(3)}`], /larger than 1 MB/],
  [
    "a table with other columns",
    ["Date;Country;Revenue\n2025-10-01;DE;5\n"],
    /^This table has the columns “Date”, “Country”, “Revenue”\. It needs the columns “browser” and “browser version” \(or only “user_agent”\), and a count such as “visits”, “sessions”, “users”, “views” or “count”\. Rename the columns, or export a report of browser versions\.$/,
  ],
  [
    "a table without a count",
    ["Browser,Version\nChrome,141\n"],
    /has the columns “Browser”, “Version”\. It needs .* No column is understood as a count\. Rename the column with the counts to “visits”\.$/,
  ],
  [
    "a table without versions",
    ["name,visitors\nChrome,141\nSafari,7\n"],
    /^No row contains a known browser with a version\. Found: “Chrome”, “Safari”/,
  ],
  [
    "a table without a browser",
    ["Country,Visits\nDE,141\n"],
    /No column is understood as the browser\. Rename the columns to “browser” and “browser version”\.$/,
  ],
  ["a table without rows", ["Browser,Version,Visits\n"], /^This file contains no visits/],
  [
    "a table in Latin-1",
    [Buffer.from("Browser,Version,Visits\nChrome,141,5\nCaf\xe9,1,1\n", "latin1")],
    /^Line 3 is not valid UTF-8\. Save the table as “CSV UTF-8”/,
  ],
  [
    "negative numbers",
    ["Browser,Version,Visits\nChrome,141,-5\n"],
    /^No line of this file can be counted\. Line 2 \(“Chrome,141,-5”\): -5 is negative\. A count must be 0 or more\.$/,
  ],
  [
    "huge numbers",
    ["Browser,Version,Visits\nChrome,141,99999999999999999999\n"],
    /too large\. The maximum is 9,007,199,254,740,991/,
  ],
  [
    "numbers with an exponent",
    ["Browser,Version,Visits\nChrome,141,1e400\n"],
    /“1e400” is not a number such as 1234/,
  ],
  [
    "a negative percentage",
    ['{\n  "chrome": {\n    "141": -5\n  }\n}'],
    /Line 3 .*The percentage is negative\. It must be 0 or more/,
  ],
  [
    "fractions instead of percentages",
    ['{ "chrome": { "141": 0.7, "140": 0.1 }, "ie": { "11": 0.2 } }'],
    /^The values add up to 1, so they look like fractions\. Multiply them by 100 to get percentages\.$/,
  ],
  ["an infinite percentage", ['{ "chrome": { "141": 1e400 } }'], /The percentage is too large/],
  [
    "statistics with an object instead of a percentage",
    ['{ "chrome": { "versions": { "141": 60 } } }'],
    /The percentage is not a number: it is an object\. Expected: "chrome": { "120": 31\.5 }\.$/,
  ],
  ["a percentage that is a string", ['{ "chrome": { "141": "5" } }'], /The percentage is not a number/],
  [
    "a common log, which has no user agents",
    ['203.0.113.7 - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5\n'.repeat(2)],
    /^No line of this file can be counted\. Line 1 .* The line has no user agent\. The combined format has one/,
  ],
  [
    "an error log of Apache",
    ["[Fri Oct 10 13:55:40 2025] [error] child pid 1234, exit signal\n".repeat(3)],
    /^No line of this file can be counted\. Line 1 .* The line has no user agent\. The combined format has one/,
  ],
  [
    "a log of HAProxy without captured headers",
    [
      `Oct 10 13:55:36 lb haproxy[14389]: 203.0.113.7:33317 web/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /a,b;c HTTP/1.1"\n`,
    ],
    /The line has no user agent\. The combined format has one/,
  ],
  [
    "an indented JSON object without an end",
    [`[\n  {\n    "user_agent": "${chrome}",\n`],
    /^No line of this file can be counted\. Line 3 .*The JSON object is not complete\.$/,
  ],
  [
    "a JSON log without user agents",
    ['{"status":200}\n{"status":404}\n'],
    /The line has no user agent, such as “user_agent”/,
  ],
  ["a log of bots", [request("curl/8.5.0").repeat(3)], /^All 3 lines of this file are from bots/],
])("rejects %s", async (_, chunks, message) => {
  expect(await importError(...chunks)).toMatch(message)
})

test("stops reading 200 MB without a line feed after 3 MB at most", async () => {
  for (const beginning of ["a", '{"chrome":', "Browser,Visits", `"GET / HTTP/1.1" 200 "`, "Mozilla/5.0 "]) {
    let sent = 0
    async function* endless() {
      yield Buffer.from(beginning)
      for (; sent < 200e6; sent += 65_536) yield Buffer.alloc(65_536, "a")
    }
    await expect(importAudience(endless())).rejects.toThrow(/^Line 1 is longer than 1 MB/)
    expect(sent).toBeLessThan(3e6)
  }
  await expect(read("a\n".repeat(5), "b".repeat(2e6))).rejects.toThrow(/^Line 6 is longer/)
})

test("skips invalid rows with a reason and counts the others", async () => {
  const report = await read(
    'Browser,Version,Visits\nChrome,141,5\nChrome,140,-1\nChrome,139\n"Chrome,138,5\nChrome,137,many\nChrome,136,\nFirefox,143,2\nGrand total,,7\n',
  )
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, firefox: { "143": 2 } })
  expect(report.skipped.examples).toEqual([
    { line: 3, reason: "-1 is negative. A count must be 0 or more.", text: "Chrome,140,-1" },
    { line: 4, reason: "The row has 2 cells, but the table needs 3.", text: "Chrome,139" },
    { line: 5, reason: "A quotation mark is not closed.", text: '"Chrome,138,5' },
    { line: 6, reason: "“many” is not a number such as 1234 or 1,234.", text: "Chrome,137,many" },
    { line: 7, reason: "The count is empty.", text: "Chrome,136," },
    { line: 9, reason: "This is a totals row.", text: "Grand total,,7" },
  ])
})

test("reports at most 20 skipped lines, cut to 200 characters", async () => {
  const report = await read(request(chrome), `${"x".repeat(500)}\n`.repeat(30))
  expect(report.skipped.total).toBe(30)
  expect(report.skipped.examples).toHaveLength(20)
  expect(report.skipped.examples[19]).toMatchObject({ line: 21, text: "x".repeat(200) })
})

test("skips lines of a log only if the user agent is not valid UTF-8", async () => {
  const report = await read(
    Buffer.from(request(`${chrome} \xe9`), "latin1"),
    request(`${chrome} é`),
    Buffer.from(request(chrome).replace("GET /", "GET /\xe9"), "latin1"),
  )
  expect(report.browsers).toEqual({ chrome: { "141": 2 } })
  expect(report.skipped.examples).toMatchObject([{ line: 1, reason: "The user agent is not valid UTF-8." }])
})

test("reads names such as __proto__ and constructor as ordinary names", async () => {
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

test("reads hostile lines in at most 100 times the time of plain lines", async () => {
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
    // Plain lines are skipped without parsing. Superlinear parsing of a hostile line would take seconds.
    const budget = 100 * Math.max(1, await timeOf(beginning, plain))
    for (const [name, line] of Object.entries(lines)) {
      const time = await timeOf(beginning, `${line}\n`)
      if (time > budget) {
        throw new Error(`${name} behind “${beginning}” took ${time} ms, of ${budget} allowed`)
      }
    }
  }

  /** The CPU time of ten such lines in milliseconds: the minimum of three runs, because other programs interfere. */
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

test("limits the distinct user agents, names and versions in memory", async () => {
  const lines = 6_000
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
  const unknownBrowser = (index: number) =>
    `Opera/9.80 (Device-${index}; Opera Mini/${index}) Presto/2.12.423`
  const report = await read(
    Array.from({ length: lines }, (_, index) =>
      request(index % 2 ? `${mac} Version/17.${index} Safari/605.1.15` : unknownBrowser(index)),
    ).join(""),
    request("Opera/9.80 (Device; Opera Mini/999999) Presto/2.12.423").repeat(3),
  )
  expect(report.counted).toBe(lines + 3)
  const known = Object.values(report.browsers.safari ?? {}).reduce((sum, visits) => sum + visits, 0)
  expect(known + report.unknown.visits).toBe(lines + 3)
  expect(Object.keys(report.browsers.safari ?? {})).toHaveLength(2_000)
  // Safari has 1,000 versions more than the limit. The last name has three visits, and comes after the limit.
  expect(report.unknown.names.map(({ visits }) => visits)).toEqual([1_000, 3, ...Array(18).fill(1)])

  const tally = new Tally()
  const counter = new UserAgentCounter(tally, async () => {})
  for (let index = 0; index <= 100_000; index++) await counter.add(`bot ${index}`)
  // Adding one more user agent makes the counter parse the first 100,000.
  expect(tally.bots).toBe(100_000)
})

test("reports progress in bytes", async () => {
  const progress: number[] = []
  await importAudience(chunksOf("Browser,Version,Visits\n", "Chrome,141,5\n"), {
    onProgress: (bytes) => void progress.push(bytes),
  })
  expect(progress).toEqual([23, 36])
})
