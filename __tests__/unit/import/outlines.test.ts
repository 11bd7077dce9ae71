import { importText } from "../../support/inputs/import-text"

const read = (...lines: string[]) => importText(lines.join("\n"))

test("reads a pivot table of a spreadsheet, which writes each browser once", async () => {
  const report = await read(
    "Browser;Browserversion;Summe von Sitzungen",
    "Chrome;140;100",
    ";141;500",
    "Chrome Ergebnis;;600",
    "Safari;18,5;400",
    ";26;7",
    "Safari Ergebnis;;407",
    "Gesamtergebnis;;1007",
  )
  expect(report).toMatchObject({
    unit: "sessions",
    browsers: { chrome: { "140": 100, "141": 500 }, safari: { "18.5": 400, "26": 7 } },
    unknown: { visits: 0 },
    counted: 4,
    skipped: { total: 3 },
  })
})

test("fills empty operating systems and browsers, and skips subtotals above their rows", async () => {
  const report = await read(
    "Operating system,Browser,Browser version,Sum of Sessions",
    "Windows,Chrome,,700",
    ",,141,600",
    ",,140,100",
    ",Firefox,143,50",
    "iOS,Safari,,440",
    ",,18.5,400",
    ",,18.4,40",
  )
  expect(report).toMatchObject({
    browsers: {
      chrome: { "141": 600, "140": 100 },
      firefox: { "143": 50 },
      safari_ios: { "18.5": 400, "18.4": 40 },
    },
    unknown: { visits: 0 },
    counted: 5,
    skipped: { total: 2 },
  })
})

test("counts empty cells as unknown in a table that repeats the names in its first column", async () => {
  const report = await read(
    "os,browser,version,count",
    "Android,Chrome,141,600",
    ",Chrome,141,7",
    ",,140,3",
    "Android,Firefox,143,50",
    ",Firefox,143,2",
  )
  expect(report).toMatchObject({
    browsers: {
      chrome_android: { "141": 600 },
      chrome: { "141": 7 },
      firefox_android: { "143": 50 },
      firefox: { "143": 2 },
    },
    unknown: { visits: 3 },
    skipped: { total: 0 },
  })
})

test("reads ambiguous numbers of filled rows as the other rows show", async () => {
  const report = await read("Browser;Version;Share", "Chrome;141;31,25", ";140;12,345", "Safari;26;1,5")
  expect(report.browsers).toEqual({ chrome: { "141": 31.25, "140": 12.345 }, safari: { "26": 1.5 } })
})
