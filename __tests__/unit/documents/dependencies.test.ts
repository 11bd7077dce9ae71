import { readDocument, tableRows } from "../../support/documents"

interface Manifest {
  license?: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const manifestOf = (file: string) => JSON.parse(readDocument(file)) as Manifest
const site = manifestOf("package.json")

const tables = [
  ["## At run time and in the build", Object.keys(site.dependencies)],
  ["## For development and tests", Object.keys(site.devDependencies)],
] as const

test.each(tables)("%s: each package has its row, and each row is of a package", (heading, names) => {
  const rows = tableRows("docs/dependencies.md", heading)
  expect(rows.map(([name]) => name)).toEqual(names.map((name) => `\`${name}\``))
})

test.each(tables)("%s: each row says why, under which licence, and how large it is", (heading) => {
  for (const [name = "", why, licence, size] of tableRows("docs/dependencies.md", heading)) {
    const installed = manifestOf(`node_modules/${name.replaceAll("`", "")}/package.json`)
    // A package of this repository has the repository's own.
    expect([name, licence]).toEqual([name, installed.license ?? site.license])
    expect([name, why]).toEqual([name, expect.stringMatching(/\w{3}/)])
    expect([name, size]).toEqual([name, expect.stringMatching(/^\d+(\.\d)? [kM]B$/)])
  }
})

test("what updates itself by rules of its own is a dependency", () => {
  const { packageRules } = JSON.parse(readDocument("renovate.json")) as {
    packageRules: { matchDepNames?: string[] }[]
  }
  const named = packageRules.flatMap(({ matchDepNames = [] }) => matchDepNames)
  const all = { ...site.dependencies, ...site.devDependencies }
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !(name in all))).toEqual([])
})
