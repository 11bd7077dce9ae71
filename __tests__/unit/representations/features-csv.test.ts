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
    "id,name,description,baseline,since,groups,reach,partial,lost,unknown\r\n" +
      'x,"a, ""b""","two\r\nlines",limited,,css layout,0.5,0.25,0.25,0.125\r\n',
  )
})

test("writes only the header without features", () => {
  expect(featuresCsv([])).toBe("id,name,description,baseline,since,groups,reach,partial,lost,unknown\r\n")
})

test("writes one line per feature with the values of the list", async () => {
  const { items } = await listFeatures({ audience: "DE" })
  expect(items).toHaveLength(catalog.features.length)
  const [head, ...lines] = Papa.parse<string[]>(featuresCsv(items).trimEnd()).data
  expect(head).toHaveLength(10)
  expect(lines).toHaveLength(items.length)
  for (const [index, { id, name, description, reach }] of items.entries()) {
    expect(lines[index]?.slice(0, 3)).toEqual([id, name, description])
    expect(Number(lines[index]?.[6])).toBe(reach)
  }
})

test("names the file by its audience", () => {
  expect(csvFileName({ id: "DE", browsers: null })).toBe("reachline-features-DE.csv")
  expect(csvFileName({ id: "world", browsers: 'x"; y' })).toBe("reachline-features-world-narrowed.csv")
})
