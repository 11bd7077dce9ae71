import { compileCatalog } from "../../../src/catalog/compile"
import { publishedDays } from "../../../src/catalog/data-packages"

const { packages } = compileCatalog()

test("the day is recorded of each data package that is installed", () => {
  const days = Object.values(publishedDays(packages))
  expect(days).toHaveLength(3)
  for (const day of days) expect(day).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test("a version without a recorded day is refused, and what to do is said", () => {
  expect(() => publishedDays({ ...packages, caniuse: "1.0.0" })).toThrow(
    /caniuse-lite 1\.0\.0 is installed.*npm run update-data/,
  )
})
