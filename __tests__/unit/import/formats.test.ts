import { createReadStream } from "node:fs"
import { join } from "node:path"
import { type ImportReport, importAudience } from "#import"

const read = (name: string) => importAudience(createReadStream(join(__dirname, "exports", name)))
const skippedLines = ({ skipped }: ImportReport) => skipped.examples.map(({ line }) => line)
const namesOf = ({ unknown }: ImportReport) => unknown.names.map(({ name, visits }) => [name, visits])

test("reads browserslist-ga and browserslist-ga-export", async () => {
  const report = await read("browserslist-ga.json")
  expect(report).toMatchObject({
    format: "browserslist-stats",
    unit: "percent",
    counted: 18,
    bots: { visits: 0 },
  })
  expect(report.browsers).toEqual({
    edge: { "140": 1.25, "141": 4.75 },
    firefox: { "115": 0.75, "143": 2.25 },
    chrome: { "109": 0.5, "141": 30 },
    safari: { "17.6": 1.5, "26": 2.5 },
    safari_ios: { "15.6": 1, "18.5": 12, "26": 3 },
    webview_android: { "141": 2 },
    opera_android: { "80": 0.25 },
    chrome_android: { "141": 35 },
    uc_android: { "15.5": 0.25 },
    samsunginternet_android: { "28": 2.25 },
  })
  expect(report.unknown.visits).toBeCloseTo(0.75, 12)
  expect(namesOf(report)).toEqual([
    ["ie 11", 0.5],
    ["op_mini all", 0.25],
  ])
  expect(report.skipped.total).toBe(0)
})

test("reads a custom import of caniuse: dataByBrowser in one line, 0 for the newest version", async () => {
  const report = await read("caniuse-custom.json")
  expect(report.browsers).toEqual({
    edge: { "12": 0.25, "140": 3.25 },
    chrome: { "141": 61 },
    safari_ios: { "26": 15 },
    chrome_android: { "0": 10 },
  })
  expect(namesOf(report)).toEqual([["ie 11", 10.5]])
})

test("reads a region of caniuse, with null for unknown usage", async () => {
  const report = await read("caniuse-region.json")
  expect(report.browsers).toEqual({
    chrome: { "140": 12.5, "141": 20 },
    safari: { "26": 8.25, TP: 0.25 },
    safari_ios: { "26": 24 },
  })
  expect(namesOf(report)).toEqual([
    ["not in the file", 34.5],
    ["kaios 2.5", 0.5],
  ])
  expect(report.skipped.total).toBe(0)
})

test("reads browserslist-plausible", async () => {
  const report = await read("browserslist-plausible.json")
  expect(report.browsers).toEqual({
    chrome: { "140": 6.1, "141": 38.2 },
    safari_ios: { "26": 12.4, "18.5": 9.9 },
    safari: { "26": 4.3 },
    edge: { "141": 7.7 },
    chrome_android: { "141": 18 },
  })
})

test("reads an exploration of Google Analytics 4 with comments and a grand total", async () => {
  const report = await read("ga4-exploration.csv")
  expect(report).toMatchObject({ format: "analytics", unit: "views", counted: 21 })
  expect(report.browsers).toEqual({
    chrome: { "139": 200, "140": 3000, "141": 31000 },
    edge: { "141": 8000 },
    safari: { "17.6": 4000 },
    firefox: { "143": 500 },
    safari_ios: { "26": 15000, "17.2": 2500, "16.7": 3500, "18.5": 1000 },
    chrome_android: { "140": 600, "141": 20000 },
    webview_android: { "140": 4000 },
    samsunginternet_android: { "28": 3500 },
    firefox_android: { "143": 500 },
    opera_android: { "80": 400 },
    opera: { "122": 1000 },
  })
  expect(namesOf(report)).toEqual([
    ["Internet Explorer 11 on Windows", 900],
    ["(not set) on (not set)", 300],
    ["Safari 17 on Linux", 100],
  ])
  const all = Object.values(report.browsers).flatMap((versions) => Object.values(versions))
  expect(all.reduce((sum, visits) => sum + visits, report.unknown.visits)).toBe(100_000)
  expect(report.skipped).toEqual({
    total: 1,
    examples: [{ line: 8, reason: "This is a totals row.", text: ",,,,,100000,Grand total" }],
  })
})

test("reads Universal Analytics: quoted thousands, a totals row, a second table by day", async () => {
  const report = await read("universal-analytics.csv")
  expect(report).toMatchObject({ unit: "page views", counted: 5 })
  expect(report.browsers).toEqual({
    chrome: { "109": 401_754 },
    safari_ios: { "16.1": 98_246, "15.7": 20_000 },
    ya_android: { "23.1": 1_000 },
  })
  expect(namesOf(report)).toEqual([["YaBrowser 23 on Windows", 500]])
  expect(report.skipped.total).toBe(4)
  expect(skippedLines(report)).toEqual([13, 15, 16, 17])
  expect(report.skipped.examples[2]?.reason).toBe("The row has 2 cells, but the table needs 6.")
})

test("reads an old export of Google Analytics: UTF-16, tabs, sessions before page views", async () => {
  const report = await read("google-analytics-old.tsv")
  expect(report).toMatchObject({ format: "analytics", unit: "sessions" })
  expect(report.browsers).toEqual({
    chrome: { "109": 1_200 },
    firefox: { "108": 300 },
    safari: { "16.1": 250.5 },
  })
})

test("reads Matomo: UTF-16, translated names, name and version in one column", async () => {
  const report = await read("matomo-browser-versions.csv")
  expect(report).toMatchObject({ format: "analytics", unit: "visits", counted: 10 })
  expect(report.browsers).toEqual({
    chrome_android: { "141": 5_000 },
    safari_ios: { "26": 3_000 },
    chrome: { "141": 2_000 },
    samsunginternet_android: { "28": 350 },
    edge: { "141": 300 },
    firefox: { "143": 200 },
    safari: { "18.6": 100 },
    webview_android: { "140": 30 },
  })
  // The support of Chrome on iOS depends on the version of iOS, which this report does not contain.
  expect(namesOf(report)).toEqual([
    ["Chrome Mobile iOS 141", 15],
    ["Unknown", 5],
  ])
})

test("reads the API of Matomo by its field names", async () => {
  const report = await read("matomo-api.csv")
  expect(report.browsers).toEqual({ chrome: { "141": 2_000 }, opera_android: { "80": 100 } })
  expect(report.unit).toBe("visits")
})

test("reads browser_versions.csv of Plausible", async () => {
  const report = await read("plausible-browser_versions.csv")
  expect(report.unit).toBe("visitors")
  expect(report.browsers).toEqual({
    chrome: { "141": 1_800 },
    safari: { "26": 700 },
    edge: { "141": 240 },
    firefox: { "143": 160 },
    samsunginternet_android: { "28": 80 },
    opera: { "122": 12 },
  })
  expect(namesOf(report)).toEqual([
    ["Chrome", 5],
    ["Mobile App", 3],
  ])
})

test("reads a table from a spreadsheet: semicolons, BOM, CRLF, decimal comma, other column order", async () => {
  const report = await read("excel-semicolon.csv")
  expect(report.browsers).toEqual({
    chrome: { "141": 1_234.5 },
    safari_ios: { "26": 2_000 },
    chrome_android: { "141": 1_000_000, "140": 12.5 },
  })
  expect(report.skipped.total).toBe(0)
})

test("reads a combined log of Apache with virtual hosts, escaped quotes and an unrelated line", async () => {
  const report = await read("apache-vhost-combined.txt")
  expect(report).toMatchObject({ format: "access-log", unit: "requests", counted: 4, bots: { visits: 2 } })
  expect(report.browsers).toEqual({ chrome: { "141": 2 }, safari_ios: { "26": 1 } })
  expect(namesOf(report)).toEqual([["IE 11 on Windows", 1]])
  expect(skippedLines(report)).toEqual([6])
  expect(report.skipped.examples[0]?.reason).toMatch(/^The line has no user agent/)
})

test("reads a combined log of nginx with extra fields at the end", async () => {
  const report = await read("nginx-extra-fields.txt")
  expect(report).toMatchObject({ counted: 2, bots: { visits: 1 }, skipped: { total: 0 } })
  expect(report.browsers).toEqual({ edge: { "141": 1 }, safari_ios: { "26": 1 } })
})

test("reads a combined log with other quoted fields before the request", async () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
  const line = `203.0.113.7 "shop.example" "-" [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "${firefox}"`
  const report = await importAudience(chunksOf(`${line}\n`))
  expect(report.browsers).toEqual({ firefox: { "143": 1 } })
})

test("reads a JSON log of nginx", async () => {
  const report = await read("nginx.jsonl")
  expect(report).toMatchObject({
    format: "access-log",
    counted: 2,
    bots: { visits: 2 },
    skipped: { total: 0 },
  })
  expect(report.browsers).toEqual({ chrome: { "141": 1 }, safari_ios: { "26": 1 } })
})

test("reads a log of Caddy and skips a line without a request", async () => {
  const report = await read("caddy.jsonl")
  expect(report.browsers).toEqual({ chrome: { "141": 1 }, safari_ios: { "26": 1 } })
  expect(skippedLines(report)).toEqual([2])
})

test.each([
  ["user_agent"],
  ["http_user_agent"],
  ["userAgent"],
  ["user-agent"],
  ["useragent"],
  ["User-Agent"],
  ["request_User-Agent"],
  ["user_agent.original"],
  ["ClientRequestUserAgent"],
])("reads a JSON log with the user agent in %s", async (key) => {
  const line = {
    time: "2025-10-10T13:55:36Z",
    [key]: "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  }
  const report = await importAudience(chunksOf(` ${JSON.stringify(line)}\n`))
  expect(report.browsers).toEqual({ firefox: { "143": 1 } })
})

test("version 0 is the newest version only in statistics, and invalid in tables", async () => {
  const table = await importAudience(chunksOf("Browser,Version,Visits\nChrome,0,5\nChrome,141,1\n"))
  expect(table).toMatchObject({ browsers: { chrome: { "141": 1 } }, unknown: { visits: 5 } })
  const stats = await importAudience(chunksOf('{ "chrome": { "0": 60, "0.0": 10, "0-1": 20, "141": 10 } }'))
  expect(stats).toMatchObject({ browsers: { chrome: { "0": 60, "141": 10 } }, unknown: { visits: 30 } })
})

test("percentages with a sum below 100 leave the rest unknown, larger sums are a scale", async () => {
  const part = await importAudience(chunksOf('{ "chrome": { "141": 50 }, "firefox": { "143": 10 } }'))
  expect(part).toMatchObject({ counted: 2, unknown: { visits: 40, names: [{ name: "not in the file" }] } })
  for (const percent of [60, 59.995, 600]) {
    const whole = await importAudience(chunksOf(`{ "chrome": { "141": ${percent}, "140": 40 } }`))
    expect(whole.unknown).toEqual({ visits: 0, names: [] })
  }
})

test("skips a row whose number is split into two cells, and ignores trailing empty cells", async () => {
  const rows = ["Browser,Version,Visits", "Chrome,141,5", "Chrome,140,1,234", "Firefox,143,2,,"]
  const report = await importAudience(chunksOf(rows.join("\n")))
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, firefox: { "143": 2 } })
  expect(report.skipped.examples).toEqual([
    {
      line: 3,
      reason: "The row has 4 cells, but the table has 3 columns. Put quotes around numbers such as 1,234.",
      text: "Chrome,140,1,234",
    },
  ])
})

test("reads a list of user agents", async () => {
  const report = await read("user-agents.txt")
  expect(report).toMatchObject({
    format: "user-agents",
    unit: "user agents",
    counted: 4,
    bots: { visits: 1 },
  })
  expect(report.browsers).toEqual({ chrome: { "141": 2 }, safari_ios: { "26": 1 } })
  expect(namesOf(report)).toEqual([["IE 11 on Windows", 1]])
})

test("reads chunks that end anywhere, even inside a character", async () => {
  const text = `Browser,Version,Operating system,Visits\r\nChrome,141,Windows,3\r\nCafé,1,Windows,2\r\n`
  for (const encoding of ["utf8", "utf16le"] as const) {
    const bytes = Buffer.from(encoding === "utf8" ? text : `\uFEFF${text}`, encoding)
    const report = await importAudience(pieces(bytes, 1))
    expect(report.browsers).toEqual({ chrome: { "141": 3 } })
    expect(namesOf(report)).toEqual([["Café 1 on Windows", 2]])
  }
})

async function* pieces(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function* chunksOf(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
