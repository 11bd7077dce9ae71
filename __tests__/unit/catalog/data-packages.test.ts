import { compileCatalog } from "#catalog/compile"
import { publishedDays } from "#catalog/data-packages"

const { packages } = compileCatalog()

test("returns the publication date of each installed data package", () => {
  const days = Object.values(publishedDays(packages))
  expect(days).toHaveLength(4)
  for (const day of days) expect(day).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test("throws an error with the command to run if the installed version is not recorded", () => {
  expect(() => publishedDays({ ...packages, caniuse: "1.0.0" })).toThrow(
    /caniuse-lite 1\.0\.0 is installed.*npm run update-data/,
  )
})
