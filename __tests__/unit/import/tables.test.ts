import { importText } from "../../support/inputs/import-text"

const read = (...lines: string[]) => importText(lines.join("\n"))

test.each([
  [
    "next to a column of system names",
    ["Operating system,OS with version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  [
    "as the only system column",
    ["OS with version,Browser,Browser version,Users", "iOS 17.2.1,Chrome,141.0,5"],
  ],
  [
    "in the column of system versions",
    ["Operating system,OS version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  [
    "under its full column name",
    ["os,operating system with version,browser,version,users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
])("reads the version after the system name: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ safari_ios: { "17.2": 5 } })
})

test.each([
  [
    "next to a column of names",
    ["Browser,Browser version,Users", "Chrome,Chrome 141,5", "Safari,Safari 26.0,2"],
  ],
  ["as the only browser column", ["Browser version,Users", "Chrome 141,5", "Safari 26.0,2"]],
  ["next to an empty name", ["Browser,Browser version,Users", ",Chrome 141,5", ",Safari 26.0,2", ",141,9"]],
])("reads the browser name in the version column: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
})

const users = ["Browser,Browser version,Users", "Chrome,141,5", "Safari,26.0,2"]

test.each([
  ["with another count", ["Browser,Browser version,Revenue", "Chrome,141,900", "Firefox,143,7"]],
  ["with the same count by another dimension", ["Country,Browser,Users", "DE,Chrome,900", "FR,Firefox,7"]],
  ["with other columns", ["Page,Views,Visitors", "/,8,900", "/cart,1,7"]],
])("skips a second table: %s", async (_, second) => {
  const report = await read(...users, "", ...second)
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
  expect(report.unknown.visits).toBe(0)
  expect(report.skipped).toMatchObject({ total: 3, examples: [{ line: 5 }, { line: 6 }, { line: 7 }] })
  expect(report.skipped.examples[1]?.reason).toBe(
    "A second table starts at line 5. Only the first table is counted.",
  )
})

test("reads concatenated files with the same head as one table", async () => {
  const report = await read(...users, ...users)
  expect(report.browsers).toEqual({ chrome: { "141": 10 }, safari: { "26": 4 } })
  expect(report.skipped).toMatchObject({ total: 1, examples: [{ line: 4 }] })
})

const days = Array.from({ length: 5_000 }, (_, day) => `${day},5,6,7`)

test("finds a table after any number of other lines", async () => {
  const report = await read("# Report", "Nth day,Chrome,Safari,Opera", ...days, "", ...users)
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
})

test("lists the columns of the widest line if it finds no table", async () => {
  const lines = ["Report,2025", "Days,60", ...days.slice(0, 60).map((_, day) => `${day},5`)]
  await expect(read(...lines, "Date,Country,Revenue,Notes")).rejects.toThrow(
    "This table has the columns “Date”, “Country”, “Revenue”, “Notes”.",
  )
})

test("reads lines that end in carriage returns, as in “CSV (Macintosh)” of Excel", async () => {
  const { browsers } = await importText("Browser,Browser version,Users\rChrome,120,30\rFirefox,121,10\r")
  expect(browsers).toEqual({ chrome: { "120": 30 }, firefox: { "121": 10 } })
})
