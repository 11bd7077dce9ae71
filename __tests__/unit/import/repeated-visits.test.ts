import { importText } from "../../support/inputs/import-text"

const read = (...lines: string[]) => importText(lines.join("\n"))

const head = "Browser,Browser version,Sessions"
const rows = ["Chrome,141,600", "Safari,18.5,400", "Firefox,143,50"]
const browsers = { chrome: { "141": 600 }, safari: { "18.5": 400 }, firefox: { "143": 50 } }

test.each([
  ["Total and average"],
  ["Totals & averages"],
  ["Total:"],
  ["TOTALS"],
  ["Grand Total"],
  ["Subtotal"],
  ["Sum"],
  ["All"],
  ["All browsers"],
  ["Overall"],
  ["Gesamtsumme"],
  ["Gesamtergebnis"],
  ["Total général"],
  ["Suma total"],
  ["Totale complessivo"],
  ["Total geral"],
  ["Eindtotaal"],
  ["Łącznie"],
  ["合計"],
  ["Chrome Total"],
  [""],
])("skips a first or last row of totals with the name “%s”", async (name) => {
  for (const lines of [
    [`${name},,1150`, ...rows],
    [...rows, `${name},,1150`],
  ]) {
    const report = await read(head, ...lines)
    expect(report).toMatchObject({
      browsers,
      unknown: { visits: 0 },
      counted: 3,
      skipped: { total: 1, examples: [{ reason: "This is a totals row." }] },
    })
  }
})

test("skips a row with another name whose count is the sum of all other rows", async () => {
  for (const lines of [
    ["Összesen,,1050", ...rows],
    [...rows, "Összesen,,1050"],
  ]) {
    expect(await read(head, ...lines)).toMatchObject({
      browsers,
      unknown: { visits: 0 },
      skipped: { total: 1 },
    })
  }
})

test("counts an unknown browser whose count is not the sum of all other rows", async () => {
  for (const lines of [
    ["Lynx,,1049", ...rows],
    [...rows, "Lynx,,1049"],
    [...rows, "Lynx,,1050", "Opera,120,1"],
  ]) {
    const report = await read(head, ...lines)
    expect(report.browsers).toMatchObject(browsers)
    expect(report.unknown.names).toMatchObject([{ name: "Lynx" }])
    expect(report.skipped.total).toBe(0)
  }
})

test.each([["Segment"], ["Vergleich"], ["Plage de dates"], ["Audience name"]])(
  "counts only the rows of the first value in the column “%s”",
  async (column) => {
    const report = await read(
      `${column},Browser,Browser version,Views`,
      "All users,Chrome,141,800",
      "All users,Safari,26.0,200",
      "Mobile traffic,Chrome,141,100",
      "Mobile traffic,Safari,26.0,150",
    )
    expect(report.browsers).toEqual({ chrome: { "141": 800 }, safari: { "26": 200 } })
    expect(report.skipped.total).toBe(2)
    expect(report.skipped.examples[0]?.reason).toMatch(
      /^This row belongs to “Mobile traffic”\. Only the rows of “All users” are counted/,
    )
  },
)

test("skips rows for all devices if the table also has rows for each device", async () => {
  const all = ["Browser,Version,Device,Visits", "Chrome,141,All,500", "Firefox,143,All,20"]
  const report = await read(
    ...all,
    "Chrome,141,mobile,200",
    "Chrome,141,desktop,300",
    "Firefox,143,desktop,20",
  )
  expect(report.browsers).toEqual({
    chrome_android: { "141": 200 },
    chrome: { "141": 300 },
    firefox: { "143": 20 },
  })
  expect(report.skipped).toMatchObject({ total: 2, examples: [{ line: 2 }, { line: 3 }] })
  expect((await read(...all)).browsers).toEqual({ chrome: { "141": 500 }, firefox: { "143": 20 } })
})

test("counts only the first of two tables for compared segments in an export of Google Analytics", async () => {
  const table = ["Browser,Browser version,Active users", "Chrome,141,600", "Safari,26.0,400"]
  const title = ["# ---------------", "# Tech details", "# ---------------", ""]
  const report = await read(
    ...title,
    "# All Users",
    ...table,
    "",
    "# Mobile traffic",
    "# Start date",
    ...table,
  )
  expect(report.browsers).toEqual({ chrome: { "141": 600 }, safari: { "26": 400 } })
  expect(report.skipped.examples[0]?.reason).toBe(
    "At line 12, the same table starts again for another segment or date range. Only the first table is counted.",
  )
})

test("adds the tables of concatenated exports of Google Analytics", async () => {
  const file = [
    "# ---------------",
    "# Browsers",
    "# 20251001-20251031",
    "# ---------------",
    "",
    head,
    ...rows,
    "",
  ]
  const report = await read(...file, ...file)
  expect(report.browsers).toEqual({
    chrome: { "141": 1_200 },
    safari: { "18.5": 800 },
    firefox: { "143": 100 },
  })
})

test("finds the table with versions after the tables of charts", async () => {
  const charts = ["Nth day,Chrome,Safari", "0,5,6", "", "Browser,Sessions", "Chrome,600", "Safari,400", ""]
  const report = await read("# Tech details", ...charts, head, ...rows)
  expect(report).toMatchObject({ browsers, unknown: { visits: 0 }, counted: 3 })
  expect(report.skipped.examples[0]).toEqual({
    line: 5,
    reason: "This table is not counted, because the table at line 9 has versions of browsers.",
    text: "Browser,Sessions",
  })
})

test.each(["Average", "Durchschnitt", "Moyenne", "Promedio"])("skips a row of averages: %s", async (name) => {
  const report = await read(head, ...rows, `${name},,350`)
  expect(report).toMatchObject({ browsers, unknown: { visits: 0 }, skipped: { total: 1 } })
})

test("skips totals with an unknown name in the column of the operating system", async () => {
  for (const total of ["Összesen,,,1050", "Összesen,-,-,1050"]) {
    const report = await read(
      "OS,Browser,Version,Visits",
      total,
      "Windows,Chrome,141,600",
      "macOS,Safari,18.5,400",
      "Windows,Firefox,143,50",
    )
    expect(report).toMatchObject({ browsers, unknown: { visits: 0 }, skipped: { total: 1 } })
  }
})

test("skips totals of an operating system", async () => {
  const report = await read(
    "OS,Browser,Version,Visits",
    "Windows,Chrome,141,600",
    "Windows,Firefox,143,50",
    "Windows Total,,,650",
    "macOS,Safari,18.5,400",
    "Total macOS,,,400",
  )
  expect(report).toMatchObject({ browsers, unknown: { visits: 0 }, skipped: { total: 2 } })
})

test.each([
  ["All", 4],
  ["*", 4],
  ["Alle Versionen", 4],
  ["", 4],
])("skips totals of a browser, whose version is “%s”", async (version, total) => {
  const report = await read(
    head,
    `Chrome,${version},700`,
    "Chrome,141,600",
    "Chrome,140,100",
    `Safari,${version},400`,
    "Safari,18.5,400",
    `Edge,${version},3`,
    "Edge,141,1",
    "Edge,140,2",
    "Firefox,143,50",
    `Firefox,${version},50`,
  )
  expect(report).toMatchObject({
    browsers: { ...browsers, chrome: { "141": 600, "140": 100 }, edge: { "141": 1, "140": 2 } },
    unknown: { visits: 0 },
    counted: 6,
    skipped: { total },
  })
})

test("counts rows without a version as unknown if one of them is not a total", async () => {
  const report = await read(
    head,
    "Chrome,,700",
    "Chrome,141,600",
    "Chrome,140,100",
    "Safari,,20",
    "Safari,18.5,400",
    "Edge,,3",
  )
  expect(report).toMatchObject({ counted: 6, unknown: { visits: 723 }, skipped: { total: 0 } })
})

test("counts a row without a version if only one version of its browser has the same count", async () => {
  const report = await read(head, "Opera,,1", "Opera,120,1", ...rows)
  expect(report).toMatchObject({ browsers: { ...browsers, opera: { "120": 1 } }, unknown: { visits: 1 } })
})

test.each([
  ["Country", "All"],
  ["Country", "Worldwide"],
  ["Kundengruppe", "Alle"],
  ["Traffic", "All traffic"],
])("counts only the rows for all values of the column %s: %s", async (column, all) => {
  const report = await read(
    `${column},${head}`,
    "A,Chrome,141,450",
    ...rows.map((row) => `${all},${row}`),
    "B,Chrome,141,150",
  )
  expect(report).toMatchObject({ browsers, counted: 3, skipped: { total: 2 } })
})

test("counts all rows if a column has a value such as “All” for few visits", async () => {
  const report = await read(`Campaign,${head}`, "All,Chrome,141,5", "Winter,Chrome,141,595")
  expect(report).toMatchObject({ browsers: { chrome: { "141": 600 } }, skipped: { total: 0 } })
})

test.each(["Audience", "User segment", "Zielgruppenname", "Période", "Comparison name"])(
  "counts only the first value of the column %s, because its values overlap",
  async (column) => {
    const report = await read(`${column},${head}`, ...rows.map((row) => `A,${row}`), "B,Chrome,141,10")
    expect(report).toMatchObject({ browsers, counted: 3, skipped: { total: 1 } })
  },
)
