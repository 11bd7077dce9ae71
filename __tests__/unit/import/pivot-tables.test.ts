import { importText } from "../../support/inputs/import-text"

const read = (...lines: string[]) => importText(lines.join("\n"))

test("uses the totals of a pivot table, and reports the dimension as ignored", async () => {
  const report = await read(
    "Country,,DE,FR,Totals",
    "Browser,Browser version,Active users,Active users,Active users",
    "Chrome,141.0.0.0,600,200,850",
    "Safari,26.0,0,200,200",
  )
  expect(report).toMatchObject({
    unit: "users",
    counted: 2,
    browsers: { chrome: { "141": 850 }, safari: { "26": 200 } },
    ignoredColumns: ["Country"],
  })
})

test("adds all columns of a pivot table without totals", async () => {
  const report = await read(
    "Pays,,Allemagne,France",
    "Navigateur,Version du navigateur,Sessions,Sessions",
    'Chrome,141,"1,600",200',
    "Safari,26.0,,200",
  )
  expect(report.browsers).toEqual({ chrome: { "141": 1_800 }, safari: { "26": 200 } })
})

test("reads the operating systems of a pivot table, and the rest of its totals", async () => {
  const { browsers } = await read(
    "Operating system,,Windows,Android,iOS 17.2,Totals",
    "Browser,Browser version,Sessions,Sessions,Sessions,Sessions",
    "Chrome,141,600,200,40,850",
    "Safari,17.2,,,100,100",
  )
  expect(browsers).toEqual({
    chrome: { "141": 610 },
    chrome_android: { "141": 200 },
    safari_ios: { "17.2": 140 },
  })
})

test("counts only the first segment of a pivot table, because segments overlap", async () => {
  const report = await read(
    "Segment,,All users,Mobile traffic",
    "Browser,Browser version,Views,Views",
    "Chrome,141,600,200",
    "Safari,26,50,40",
  )
  expect(report.browsers).toEqual({ chrome: { "141": 600 }, safari: { "26": 50 } })
  expect(report.ignoredColumns).toEqual(["Segment"])
})

test.each([
  ["the last column is their sum in every row", "700,200,900", "50,100,150", { "141": 900, "140": 150 }],
  ["the last column is their sum in only one row", "700,200,900", "50,100,60", { "141": 1_800, "140": 210 }],
])("adds columns of the same name without labels, except if %s", async (_, first, second, chrome) => {
  const report = await read(
    "Browser,Version,Sessions,Sessions.1,Sessions.2",
    `Chrome,141,${first}`,
    `Chrome,140,${second}`,
  )
  expect(report.browsers).toEqual({ chrome })
})

test("reads the decimals of all columns of a pivot table alike", async () => {
  const report = await read("Browser;Version;Visits;Visits", "Chrome;141;1,234;2", "Firefox;143;0,5;1,125")
  expect(report.browsers).toEqual({ chrome: { "141": 3.234 }, firefox: { "143": 1.625 } })
})

test("recognizes operating systems above the counts without the name of the dimension", async () => {
  const { browsers } = await read(
    ",,Windows,iOS",
    "Browser,Browser version,Sessions,Sessions",
    "Chrome,141,500,",
    "Safari,18.5,,300",
  )
  expect(browsers).toEqual({ chrome: { "141": 500 }, safari_ios: { "18.5": 300 } })
})

test("uses the column of all users in a pivot table of segments", async () => {
  const { browsers } = await read(
    "Segment,,Mobile traffic,All users",
    "Browser,Browser version,Views,Views",
    "Chrome,141,200,600",
  )
  expect(browsers).toEqual({ chrome: { "141": 600 } })
})
