import { readFileSync } from "node:fs"
import { join } from "node:path"
import { importText } from "../../support/inputs/import-text"
import { importMutations, totalOf } from "../../support/inputs/mutations"

const tables: [name: string, encoding: BufferEncoding][] = [
  ["ga4-exploration.csv", "utf8"],
  ["universal-analytics.csv", "utf8"],
  ["google-analytics-old.tsv", "utf16le"],
  ["matomo-browser-versions.csv", "utf16le"],
  ["matomo-api.csv", "utf8"],
  ["plausible-browser_versions.csv", "utf8"],
  ["excel-semicolon.csv", "utf8"],
]

test.each(tables)("1,000 mutations of %s never hang, crash or raise the count", async (name, encoding) => {
  const text = readFileSync(join(__dirname, "exports", name), encoding).replace(/^\uFEFF/, "")
  const maxVisits = totalOf(await importText(text))
  const { read, refused } = await importMutations(text, { maxVisits, seed: 20_251_201 })
  expect(read + refused).toBe(1_000)
  expect(read).toBeGreaterThan(300)
})
