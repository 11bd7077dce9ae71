import { readFileSync } from "node:fs"
import { join } from "node:path"
import { importText } from "../../support/inputs/import-text"
import { importMutations, totalOf } from "../../support/inputs/mutations"

const exported = (name: string, encoding: BufferEncoding = "utf8") =>
  readFileSync(join(__dirname, "exports", name), encoding).replace(/^\uFEFF/, "")

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"

const tables: [name: string, text: string, maxVisits?: number][] = [
  ["Google Analytics 4", exported("ga4-exploration.csv")],
  ["Universal Analytics", exported("universal-analytics.csv")],
  ["old Google Analytics", exported("google-analytics-old.tsv", "utf16le")],
  ["Matomo", exported("matomo-browser-versions.csv", "utf16le")],
  ["Matomo's API", exported("matomo-api.csv")],
  ["Plausible", exported("plausible-browser_versions.csv")],
  ["a spreadsheet", exported("excel-semicolon.csv")],
  [
    "a pivot table",
    "Operating system,,Windows,Android,iOS,Totals\nBrowser,Version,Users,Users,Users,Users\nChrome,141,600,200,40,850\nSafari,17.2,,,100,100\nFirefox,143,7,3,,10\n",
  ],
  [
    "segments and totals",
    'Segment;Browser;Browser version;Views\nTotal;;;"1.450"\nAll users;Chrome;141;800\nAll users;"Safari\n(in-app)";26.0;200\nMobile traffic;Chrome;141;100\nMobile traffic;Safari;26.0;150\n',
    // If a cut shortens the name of the segment column, the importer reads the segments as parts of all visits, such as
    // countries.
    1_250,
  ],
  [
    "rows of visits",
    `timestamp,user_agent,path\n${Array.from({ length: 8 }, (_, index) => `2025-10-1${index},"${firefox}",/${index}`).join("\n")}\n`,
  ],
  [
    "devices and their totals",
    "Navigateur\tVersion du navigateur\tCatégorie d'appareil\tSessions\nChrome\t141\tTous\t500\nChrome\t141\tmobile\t200\nChrome\t141\tdesktop\t300\n",
  ],
]

test.each(tables)("1,000 mutations of %s never hang, crash or raise the count", async (...[, text, sum]) => {
  const maxVisits = sum ?? totalOf(await importText(text))
  const { read, refused } = await importMutations(text, { maxVisits, seed: 20_251_201 })
  expect(read + refused).toBe(1_000)
  expect(read).toBeGreaterThan(300)
})
