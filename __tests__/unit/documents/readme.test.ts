import { resources } from "#resources"
import { readDocument } from "../../support/documents/documents"
import { provideCatalog } from "../../support/inputs/catalog"

provideCatalog()

test("the README's example has the figure of the installed data", async () => {
  const [, percent] =
    /`:has\(\)` works for (\d+)% of the identified visits from Germany/.exec(readDocument("README.md")) ?? []
  const { reach } = await resources.feature.resolve({ id: "has", audience: "DE" })
  expect(Number(percent)).toBe(Math.round(100 * reach))
})
