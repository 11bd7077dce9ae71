import { importText } from "../../support/inputs/import-text"

const browsers = ["Chrome,141", "Safari,26.0", "Firefox,143", "Opera,122"]

/** Imports a table whose count column has this head and these cells, separated by bars. Returns the visits per row. */
async function readVisits(head: string, row: string): Promise<(number | undefined)[]> {
  const cells = row.split(" | ")
  const rows = cells.map((cell, index) => `${browsers[index]},"${cell}"`)
  const { browsers: read } = await importText([`Browser,Version,${head}`, ...rows].join("\n"))
  const found = [read.chrome?.["141"], read.safari?.["26"], read.firefox?.["143"], read.opera?.["122"]]
  return found.slice(0, cells.length)
}

test.each([
  ["31,25 | 12,345 | 0,512", [31.25, 12.345, 0.512]],
  ["12,345 | 31,25", [12.345, 31.25]],
  ["31.250 | 12.345 | 0.512", [31.25, 12.345, 0.512]],
  ["1.000 | 1.5", [1, 1.5]],
  ["1.234.567 | 12,345", [1_234_567, 12.345]],
  ["401 754 | 12,345", [401_754, 12.345]],
  ["1.234 | 1.234,5 | 0,512", [1_234, 1_234.5, 0.512]],
  ["1,234 | 1,234.5 | 12.345", [1_234, 1_234.5, 12.345]],
])("one unambiguous cell decides how the separators in the column are read: %s", async (cells, visits) => {
  expect(await readVisits("Visits", cells)).toEqual(visits)
})

test.each([
  ["1,234 | 12 | 3,000", [1_234, 12, 3_000]],
  ["1.234 | 2,345 | 7", [1_234, 2_345, 7]],
  // The cells of the column contradict each other, so the default reading applies.
  ["1,234,567 | 31,25 | 1,234", [1_234_567, 31.25, 1_234]],
  ["12,34,567 | 1,234", [1_234_567, 1_234]],
])("three digits after a separator are thousands by default: %s", async (cells, visits) => {
  expect(await readVisits("Visits", cells)).toEqual(visits)
})

test("the separators of a column apply to unknown visits and user agents too", async () => {
  const rows = ["Mozilla/5.0 (X11; rv:143.0) Gecko/20100101 Firefox/143.0\t12,345", "curl/8.5.0\t1,500"]
  const explorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"
  const text = ["user_agent\tvisits", ...rows, `${explorer}\t2,125`, `${explorer}\t0,5`].join("\n")
  expect(await importText(text)).toMatchObject({
    browsers: { firefox: { "143": 12.345 } },
    unknown: { visits: 2.625, names: [{ name: "IE 11 on Windows", visits: 2.625 }] },
    counted: 3,
    bots: { visits: 1.5 },
  })
})

test.each([
  ["Browser,Version,Visits %,Visits\nChrome,141,31.25,500\n"],
  ["Browser,Version,Visits (%),Users\nChrome,141,60%,500\n"],
])("prefers any other count to percentages: %s", async (text) => {
  expect((await importText(text)).browsers).toEqual({ chrome: { "141": 500 } })
})

test("counts percentages if the table has only these", async () => {
  const text = "Browser,Version,Visits %\nChrome,141,31.250\nFirefox,143,0.512\n"
  expect((await importText(text)).browsers).toEqual({
    chrome: { "141": 31.25 },
    firefox: { "143": 0.512 },
  })
})

test.each([
  ["31.25% | 12.345 % | 5", [31.25, 12.345, 5]],
  ["31,250\u00a0% | 5,000% | 0,5%", [31.25, 5, 0.5]],
  // Percentages have no thousands separators.
  ["12.345% | 5%", [12.345, 5]],
])("accepts percent signs in a column of percentages: %s", async (cells, visits) => {
  expect(await readVisits("Visits (%)", cells)).toEqual(visits)
})

test("skips a percentage in a column of visits", async () => {
  const text = "Browser,Version,Visits\nChrome,141,500\nFirefox,143,60%\n"
  expect((await importText(text)).skipped.examples).toMatchObject([
    { line: 3, reason: "“60%” is not a number such as 1234 or 1,234." },
  ])
})
