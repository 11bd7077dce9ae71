import type { Catalog, Feature } from "#catalog/catalog"
import { compileCatalog } from "#catalog/compile"
import { dataPackages } from "#catalog/data-packages"
import { dataChanges, describeChanges } from "#reach/data-changes"
import { olderDataPackages } from "../../support/inputs/catalog"

const installed = compileCatalog()

function changed(change: (features: Map<string, Feature>) => Partial<Catalog>): Catalog {
  const features = new Map(installed.features.map((feature) => [feature.id, feature]))
  const rest = change(features)
  const packages = { ...installed.packages, webFeatures: "999.0.0" }
  return { ...installed, packages, ...rest, features: [...features.values()] }
}

test("reports no changes between equal catalogues", () => {
  const changes = dataChanges(installed, installed)
  expect(changes).toEqual({
    packages: [],
    added: [],
    moved: [],
    removed: [],
    became: { widely: [], newly: [], limited: [] },
    reach: [],
  })
  expect(describeChanges(changes)).toBe("The data packages are up to date.")
})

test("reports new, moved, split and removed features", () => {
  const after = changed((features) => {
    const grid = features.get("grid") as Feature
    for (const id of ["grid", "has", "subgrid"]) features.delete(id)
    features.set("new-grid", { ...grid, id: "new-grid", name: "New grid" })
    return { moved: { grid: "new-grid" }, split: { has: ["has-1", "has-2"] } }
  })
  const changes = dataChanges(installed, after)
  expect(changes.added).toEqual([{ id: "new-grid", name: "New grid", baseline: "widely" }])
  expect(changes.moved).toEqual([
    { id: "grid", to: ["new-grid"] },
    { id: "has", to: ["has-1", "has-2"] },
  ])
  expect(changes.removed).toEqual(["subgrid"])
})

test("reports changes of Baseline status and of reach", () => {
  const unsupported = installed.supportVersions.map(() => -1)
  const after = changed((features) => {
    const set = (id: string, change: Partial<Feature>) =>
      features.set(id, { ...(features.get(id) as Feature), ...change })
    set("has", { baseline: "newly", support: unsupported })
    set("grid", { baseline: "limited" })
    return {}
  })
  const { became, reach, packages } = dataChanges(installed, after)
  expect(became.newly).toEqual([{ id: "has", name: ":has()" }])
  expect(became.limited).toEqual([{ id: "grid", name: "Grid" }])
  expect(became.widely).toEqual([])
  expect(reach).toEqual([{ id: "has", name: ":has()", before: expect.any(Number), after: 0 }])
  expect(reach[0]?.before).toBeGreaterThan(0.9)
  expect(packages).toEqual([
    { name: "web-features", before: installed.packages.webFeatures, after: "999.0.0" },
  ])
})

test("reports all changes since data packages of about a year ago", () => {
  const older = compileCatalog(process.cwd(), olderDataPackages)
  const changes = dataChanges(older, installed)
  expect(changes.packages.map(({ name }) => name)).toEqual(Object.values(dataPackages))
  expect(older.features.length + changes.added.length - changes.moved.length - changes.removed.length).toBe(
    installed.features.length,
  )
  const sizes = changes.reach.map(({ before, after }) => Math.abs(after - before))
  expect(sizes).toHaveLength(10)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  const text = describeChanges(changes)
  expect(text).toContain(`web-features: ${older.packages.webFeatures} to ${installed.packages.webFeatures}`)
  for (const title of ["New features", "Moved features", "Now newly available", "Now widely available"]) {
    expect(text).toMatch(new RegExp(`^${title}: [1-9]`, "m"))
  }
})
