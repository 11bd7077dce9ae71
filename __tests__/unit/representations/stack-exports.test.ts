import Papa from "papaparse"
import { stackBadge } from "#representations/stack-badge"
import { stackCsv, stackCsvFileName } from "#representations/stack-csv"
import { resources } from "#resources"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()

test("the CSV file has one line per feature, and no name that a spreadsheet reads as a formula", async () => {
  const ids = catalog.features.filter(({ name }) => name.startsWith("@")).map(({ id }) => id)
  const { features } = await resources.stack.resolve({ features: ids.slice(0, 5).join(",") })
  const [head, ...lines] = Papa.parse<string[]>(stackCsv(features).trimEnd()).data
  expect(head).toEqual(["id", "name", "feature", "reach", "partial", "lost", "cost"])
  expect(lines).toHaveLength(5)
  for (const [index, line] of lines.entries()) {
    expect(line[1]).toMatch(/^'@/)
    expect(Number(line[3])).toBe(features[index]?.reach)
  }
  expect(stackCsvFileName({ id: "DE", browsers: "defaults" })).toBe("reachline-stack-DE-narrowed.csv")
})

test("the badge names a few features, and counts more", async () => {
  const badge = async (features: string) => stackBadge(await resources.stack.resolve({ features }))
  expect(await badge("grid,has")).toMatch(/<title>Grid, :has\(\): \d+\.\d% of World<\/title>/)
  expect(await badge("grid,has,container-queries,view-transitions")).toContain("<title>4 features: ")
})
