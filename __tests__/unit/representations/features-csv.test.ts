import Papa from "papaparse"
import { csvFileName, featuresCsv } from "#representations/features-csv"
import { listFeatures } from "#resources/features-resource"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const item = {
  id: "x",
  name: "X",
  description: "",
  baseline: "limited" as const,
  since: null,
  groups: ["css", "layout"],
  reach: 0.5,
  partial: 0.25,
  lost: 0.25,
  unknown: 0.125,
  meetsTarget: false,
}

test("quotes only fields with commas, quotes or line breaks", () => {
  const csv = featuresCsv([{ ...item, name: 'a, "b"', description: "two\r\nlines" }])
  expect(csv).toBe(
    "id,name,description,baseline,since,groups,reach,partial,lost,unknown,meetsTarget\r\n" +
      'x,"a, ""b""","two\r\nlines",limited,,css layout,0.5,0.25,0.25,0.125,false\r\n',
  )
})

test("writes only the header without features", () => {
  expect(featuresCsv([])).toBe(
    "id,name,description,baseline,since,groups,reach,partial,lost,unknown,meetsTarget\r\n",
  )
})

test("writes one line per feature with the values of the list", async () => {
  const { items } = await listFeatures({ audience: "DE" })
  expect(items).toHaveLength(catalog.features.length)
  const [head, ...lines] = Papa.parse<string[]>(featuresCsv(items).trimEnd()).data
  expect(head).toHaveLength(11)
  expect(lines).toHaveLength(items.length)
  for (const [index, { id, name, description, reach }] of items.entries()) {
    expect(lines[index]?.slice(0, 3)).toEqual([id, name.startsWith("@") ? `'${name}` : name, description])
    expect(Number(lines[index]?.[6])).toBe(reach)
  }
})

test("writes which features meet the target", async () => {
  const { items } = await listFeatures({ audience: "DE", target: 99.9, q: "grid" })
  const { data } = Papa.parse<{ reach: string; meetsTarget: string }>(featuresCsv(items), { header: true })
  const verdicts = data.flatMap(({ reach, meetsTarget }) => (reach ? [[reach, meetsTarget]] : []))
  expect(new Set(verdicts.map(([, meets]) => meets))).toEqual(new Set(["true", "false"]))
  for (const [reach, meets] of verdicts) expect(meets).toBe(String(Number(reach) >= 0.999))
})

test("marks a name that a spreadsheet would read as a formula", () => {
  expect(featuresCsv([{ ...item, name: "@import" }])).toContain(`\r\nx,"'@import",`)
})

test("names the file by its audience", () => {
  expect(csvFileName({ id: "DE", browsers: null })).toBe("reachline-features-DE.csv")
  expect(csvFileName({ id: "world", browsers: 'x"; y' })).toBe("reachline-features-world-narrowed.csv")
})
