import { readFileSync } from "node:fs"
import { join } from "node:path"
import { buildInputs, packageInputs } from "../../scripts/stamp.js"
import { repository } from "../support/documents/documents"

const source = "packages/gatsby-adapter-node/src"

test("a build depends on all imports of the adapter, and on no other file of the host", () => {
  expect(packageInputs).toContain(`${source}/route-pattern.ts`)
  expect(packageInputs).not.toContain(`${source}/host.ts`)
  const known = new Set(packageInputs)
  for (const file of packageInputs.filter((input) => input.startsWith(source))) {
    const imports = readFileSync(join(repository, file), "utf8").matchAll(/ from "\.\/([^"]+)"/g)
    for (const [, name] of imports) expect(known).toContain(`${source}/${name}.ts`)
  }
})

test("a build does not depend on tests, documents and settings of tools", () => {
  expect(buildInputs.filter((input) => /__tests__|docs|biome|jest|\.md$/.test(input))).toEqual([])
})
