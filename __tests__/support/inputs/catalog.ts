import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Catalog } from "#catalog/catalog"
import { compileCatalog } from "#catalog/compile"
import { compilePartDetails } from "#catalog/compile-part-details"
import { type DataPackageNames, dataPackages } from "#catalog/data-packages"
import { type CatalogIndex, indexCatalog } from "#catalog/load"
import type { PartDetails } from "#catalog/part-details"
import { processSingleton } from "#runtime/process-singleton"
import { repository } from "../documents/documents"

export const olderDataPackages: DataPackageNames = {
  webFeatures: "web-features-older",
  caniuse: "caniuse-lite-older",
  browserMapping: "baseline-browser-mapping-older",
  compatData: null,
}

/** Compiles installed data packages, and makes `loadCatalog` and `loadPartDetails` return the result. */
export function provideCatalog(names: DataPackageNames = dataPackages): CatalogIndex {
  const { catalog, partDetails } = compileCached(names)
  processSingleton("part-details", () => partDetails)
  return processSingleton("catalog", () => indexCatalog(catalog))
}

const compilerFiles = [
  ...[
    "browsers",
    "caniuse-only",
    "compat-data",
    "compile",
    "compile-part-details",
    "compile-support",
    "part-details",
  ],
  "version",
]

type Compiled = { catalog: Catalog; partDetails: PartDetails }

/** Compiling takes seconds. Test files share the result until a data package or the compiler changes. */
function compileCached(names: DataPackageNames): Compiled {
  const compiler = compilerFiles.map((name) => `src/catalog/${name}.ts`)
  const packages = Object.values(names).flatMap((name) =>
    name === null ? [] : [`node_modules/${name}/package.json`],
  )
  const hash = createHash("sha256")
  for (const file of [...compiler, ...packages]) hash.update(readFileSync(join(repository, file)))
  const file = join(repository, ".tmp", `catalog-${hash.digest("hex").slice(0, 16)}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"))
  const catalog = compileCatalog(repository, names)
  const compiled = { catalog, partDetails: compilePartDetails(catalog, repository) }
  mkdirSync(join(repository, ".tmp"), { recursive: true })
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(compiled))
  renameSync(`${file}.${process.pid}`, file)
  return compiled
}
