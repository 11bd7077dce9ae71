import { importText } from "../../support/inputs/import-text"

const versionsOf = async (...cells: string[]) => {
  const rows = cells.map((cell) => `Safari,"${cell}",iOS,1`)
  const { browsers, unknown } = await importText(["Browser,Version,OS,Visits", ...rows].join("\n"))
  return { versions: browsers.safari_ios, unknown: unknown.visits }
}

test.each([
  ["16. Mrz", "16.3"],
  ["16. Mär", "16.3"],
  ["16-Mar", "16.3"],
  ["17. févr.", "17.2"],
  ["16. Mai 2025", "16.5"],
  ["15-kwi", "15.4"],
  ["16.03.2025", "16.3"],
  ["16/03/2025", "16.3"],
  ["2025-03-16", "16.3"],
  ["2025-03-16 00:00:00", "16.3"],
  ["17,2", "17.2"],
  ["v17.2", "17.2"],
  ["iOS 17.2", "17.2"],
])("reads the version that a spreadsheet changed to “%s” as %s", async (cell, version) => {
  expect(await versionsOf(cell)).toEqual({ versions: { [version]: 1 }, unknown: 0 })
})

test.each([["Mar 16"], ["Mrz.16"], ["2025-03-10"], ["1.41E+02"], ["1,7E+1"]])(
  "counts “%s” as an unknown version, because the original version is not certain",
  async (cell) => {
    expect(await versionsOf("18.5", cell)).toEqual({ versions: { "18.5": 1 }, unknown: 1 })
  },
)

test("joins the lines of quoted cells, also in the head", async () => {
  const report = await importText(
    ['"Browser\nname","Browser\r\nversion",Visits', '"Safari\n(in-app)",26.0,100', 'Chrome,"141\n",500'].join(
      "\n",
    ),
  )
  expect(report).toMatchObject({ counted: 2, unknown: { visits: 0 }, skipped: { total: 0 } })
  expect(report.browsers).toEqual({ safari: { "26": 100 }, chrome: { "141": 500 } })
})

test("skips only the line with an unclosed quotation mark", async () => {
  const rows = Array.from({ length: 50 }, (_, index) => `Chrome,${index + 80},1`)
  const report = await importText(
    ["Browser,Version,Visits", ...rows, '"Firefox,143,7', ...rows, "Opera,120,3"].join("\n"),
  )
  expect(report.counted).toBe(101)
  expect(report.skipped).toEqual({
    total: 1,
    examples: [{ line: 52, reason: "A quotation mark is not closed.", text: '"Firefox,143,7' }],
  })
})

test("keeps quotation marks inside of a cell", async () => {
  const report = await importText(
    'Browser;Version;Visits\nChrome;141;5\n5" screen;;1\nSafari;26;2\n"a ""b""\n;c";;4\n',
  )
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, safari: { "26": 2 } })
  expect(report.unknown.names.map(({ name }) => name)).toEqual(['a "b" ;c', '5" screen'])
})

test("reads cells between bars", async () => {
  const report = await importText("browser | version | count\nChrome | 141 | 5\nFirefox | 143 | 2\n")
  expect(report.browsers).toEqual({ chrome: { "141": 5 }, firefox: { "143": 2 } })
})

test("reads counts that dashboards and spreadsheets shorten", async () => {
  const report = await importText(
    "Browser,Version,Visits\nChrome,141,1.6K\nEdge,141,1.2M\nFirefox,143,1.2E+03\nSafari,26,400\n",
  )
  expect(report).toMatchObject({
    browsers: {
      chrome: { "141": 1_600 },
      edge: { "141": 1_200_000 },
      firefox: { "143": 1_200 },
      safari: { "26": 400 },
    },
    skipped: { total: 0 },
  })
})

test("reads a browser with its version after a slash or a “v”", async () => {
  const { browsers } = await importText(
    "Browser,Visits\nChrome/141.0.0.0,600\nSafari v18.5,400\nEdge: 141,5\n",
  )
  expect(browsers).toEqual({ chrome: { "141": 600 }, safari: { "18.5": 400 }, edge: { "141": 5 } })
})
