import { UnreadableImport } from "#import"
import { importText } from "../../support/inputs/import-text"

const firefox = '"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"'
const iPhone =
  '"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1"'

test("counts each row of a table with user agents and without a count as one visit", async () => {
  const report = await importText(`path,userAgent,referrer\n/,${firefox},\n/a,${firefox},\n/,${iPhone},-\n`)
  expect(report).toMatchObject({ unit: "rows", counted: 3, ignoredColumns: ["path", "referrer"] })
  expect(report.browsers).toEqual({ firefox: { "143": 2 }, safari_ios: { "17.2": 1 } })
})

test("counts each row of a table with browsers and times as one visit", async () => {
  const rows = ["2025-10-10T10:00:00Z,Chrome,141.0,Windows", "2025-10-10T10:00:01Z,Safari,17.2,iOS"]
  const { browsers } = await importText(["timestamp,$browser,$browser_version,$os", ...rows].join("\n"))
  expect(browsers).toEqual({ chrome: { "141": 1 }, safari_ios: { "17.2": 1 } })
})

test.each([["hits"], ["requests"], ["connection_requests"]])(
  "does not use %s of a request log as a count",
  async (column) => {
    const rows = [`2025-10-10T10:00:00Z,${firefox},57`, `2025-10-10T10:00:01Z,${firefox},0`]
    const report = await importText([`time,user_agent,${column}`, ...rows].join("\n")).catch(
      (error: unknown) => error,
    )
    // The numbers of a column with an unknown name may be counts.
    if (column === "connection_requests") expect(report).toMatchObject({ counted: 2 })
    expect(report).toMatchObject({ browsers: { firefox: { "143": 2 } }, ignoredColumns: ["time", column] })
  },
)

test("uses hits as a count in a table without columns of single requests", async () => {
  const { browsers } = await importText(`user_agent,hits\n${firefox},57\n${iPhone},3\n`)
  expect(browsers).toEqual({ firefox: { "143": 57 }, safari_ios: { "17.2": 3 } })
})

test("refuses a table with rows of visits if a column that is not understood may be the count", async () => {
  const error = await importText(`user_agent,Látogatások\n${firefox},57\n${iPhone},3\n`).catch(
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UnreadableImport)
  expect((error as Error).message).toBe(
    "The column “Látogatások” contains numbers, and the table has no other count. If they count visits, rename the column to “visits”. Otherwise remove the column: each row then counts as one visit.",
  )
  expect((await importText(`user_agent,visits\n${firefox},57\n`)).browsers).toEqual({
    firefox: { "143": 57 },
  })
  expect((await importText(`user_agent\n${firefox}\n${iPhone}\n`)).counted).toBe(2)
})

test.each([
  ["Event count", "events"],
  ["Views", "views"],
  ["view_count", "views"],
  ["Count of records", "count"],
  ["Record Count", "count"],
  ["f0_", "count"],
  ["n", "count"],
  ["COUNT(*)", "count"],
  ["sum(sessions)", "sessions"],
  ["total_visits", "visits"],
  ["Number of users", "users"],
  ["uniqueVisitors", "visitors"],
  ["Page views", "page views"],
  ["Grand total", "count"],
])("reads %s as a count of %s", async (column, unit) => {
  const report = await importText(`Browser,Browser version,${column}\nChrome,141,800\n`)
  expect(report).toMatchObject({ unit, browsers: { chrome: { "141": 800 } } })
})

test("prefers visits to events, and reports the other counts as ignored", async () => {
  const report = await importText("Browser,Version,Event count,New users,Sessions\nChrome,141,800,3,50\n")
  expect(report).toMatchObject({
    unit: "sessions",
    browsers: { chrome: { "141": 50 } },
    ignoredColumns: ["Event count", "New users"],
  })
})

test("reads a column of shares as percentages", async () => {
  const report = await importText("Browser,Version,Share\nChrome,141,60.5%\nFirefox,143,39.5%\n")
  expect(report).toMatchObject({
    unit: "percent",
    browsers: { chrome: { "141": 60.5 }, firefox: { "143": 39.5 } },
  })
})

test.each(["cs_user_agent", "cs(User-Agent)", "ClientRequestUserAgent", "request.headers.user-agent"])(
  "reads the user agents of the column %s",
  async (column) => {
    const report = await importText(
      `time_micros,${column},sc_status\n1760104536000000,"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",200\n`,
    )
    expect(report).toMatchObject({ unit: "rows", browsers: { firefox: { "143": 1 } } })
  },
)
