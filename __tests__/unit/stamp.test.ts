import { readFileSync } from "node:fs"
import { join } from "node:path"
import { adapterInputs, buildInputs } from "../../scripts/stamp"
import { repository } from "../support/documents"

const source = "packages/gatsby-adapter-node/src"

test("a build depends on everything that the adapter imports, and on none of the host besides", () => {
  expect(adapterInputs).toContain(`${source}/route-pattern.ts`)
  expect(adapterInputs).not.toContain(`${source}/host.ts`)
  const known = new Set(adapterInputs)
  for (const file of adapterInputs) {
    const imports = readFileSync(join(repository, file), "utf8").matchAll(/ from "\.\/([^"]+)"/g)
    for (const [, name] of imports) expect(known).toContain(`${source}/${name}.ts`)
  }
})

test("a build depends on no test, document or setting of a tool", () => {
  expect(buildInputs.filter((input) => /__tests__|docs|biome|jest|\.md$/.test(input))).toEqual([])
})
