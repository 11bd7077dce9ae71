import { importText } from "../../../support/import-text"

const read = (...lines: string[]) => importText(lines.join("\n"))

test.each([
  [
    "beside the system's name",
    ["Operating system,OS with version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  ["alone", ["OS with version,Browser,Browser version,Users", "iOS 17.2.1,Chrome,141.0,5"]],
  [
    "in the column of versions",
    ["Operating system,OS version,Browser,Browser version,Users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
  [
    "by its full name",
    ["os,operating system with version,browser,version,users", "iOS,iOS 17.2.1,Chrome,141.0,5"],
  ],
])("the version behind the system's name is read: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ safari_ios: { "17.2": 5 } })
})

test.each([
  ["beside the name", ["Browser,Browser version,Users", "Chrome,Chrome 141,5", "Safari,Safari 26.0,2"]],
  ["alone", ["Browser version,Users", "Chrome 141,5", "Safari 26.0,2"]],
  [
    "and a browser's name that is not set",
    ["Browser,Browser version,Users", ",Chrome 141,5", ",Safari 26.0,2", ",141,9"],
  ],
])("the browser's name in the column of its version is read: %s", async (_, lines) => {
  expect((await read(...lines)).browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
})

const users = ["Browser,Browser version,Users", "Chrome,141,5", "Safari,26.0,2"]

test.each([
  ["of another count", ["Browser,Browser version,Revenue", "Chrome,141,900", "Firefox,143,7"]],
  ["of the same count by something else", ["Country,Browser,Users", "DE,Chrome,900", "FR,Firefox,7"]],
  ["of other names", ["Page,Views,Visitors", "/,8,900", "/cart,1,7"]],
])("a second table does not count in the columns of the first: %s", async (_, second) => {
  const report = await read(...users, "", ...second)
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
  expect(report.unknown.visits).toBe(0)
  expect(report.skipped).toMatchObject({ total: 3, examples: [{ line: 5 }, { line: 6 }, { line: 7 }] })
  expect(report.skipped.examples[1]?.reason).toBe(
    "It is of a second table, which begins in line 5: the first one counts.",
  )
})

test("the same head again is the same table, as of files that were joined", async () => {
  const report = await read(...users, ...users)
  expect(report.browsers).toEqual({ chrome: { "141": 10 }, safari: { "26": 4 } })
  expect(report.skipped).toMatchObject({ total: 1, examples: [{ line: 4 }] })
})

const days = Array.from({ length: 5_000 }, (_, day) => `${day},5,6,7`)

test("a table is found behind any number of lines", async () => {
  const report = await read("# Report", "Nth day,Chrome,Safari,Opera", ...days, "", ...users)
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
})

test("where there is none, the widest of the lines says what columns there are", async () => {
  const lines = ["Report,2025", "Days,60", ...days.slice(0, 60).map((_, day) => `${day},5`)]
  await expect(read(...lines, "Date,Country,Revenue,Notes")).rejects.toThrow(
    "This table has the columns “Date”, “Country”, “Revenue”, “Notes”.",
  )
})

test("lines may end in carriage returns only, as in Excel's “CSV (Macintosh)”", async () => {
  const { browsers } = await importText("Browser,Browser version,Users\rChrome,120,30\rFirefox,121,10\r")
  expect(browsers).toEqual({ chrome: { "120": 30 }, firefox: { "121": 10 } })
})
