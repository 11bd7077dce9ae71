import { commandsOf, readDocument, tableRows } from "../../support/documents"
import { packagesOf } from "../../support/imports"

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

test("the README of the host installs what the host imports, and no more, in the versions that it is tested with", () => {
  const [command = ""] = commandsOf("src/server/README.md", "npm install")
  const tested = hostImports().map((name) => `${name}@${compatible(site.dependencies[name])}`)
  expect(command.split(" ").slice(2).sort()).toEqual(tested.sort())
})

test("the README of the host installs the types that the host is checked with", () => {
  const [, command = ""] = commandsOf("src/server/README.md", "npm install")
  const types = Object.keys(site.dependencies)
    .map((name) => `@types/${name}`)
    .filter((name) => name in site.devDependencies && hostImports().includes(name.slice("@types/".length)))
  expect(command.split(" ").slice(3)).toEqual(
    types.map((name) => `${name}@${compatible(site.devDependencies[name])}`),
  )
})

/** What `^5.12.8` or `^0.5.0` admits, shortly: 5, or 0.5. */
const compatible = (range = "") => /^\^?((?:0\.)?\d+)\./.exec(range)?.[1]

/** The packages that the host imports, but for the one that it hosts. */
const hostImports = () => packagesOf("src/server").filter((name) => name !== "gatsby")
