import { compileCatalog } from "../../src/catalog/compile"
import { type CatalogIndex, indexCatalog } from "../../src/catalog/load"
import { oncePerProcess } from "../../src/catalog/once"

/** The catalogue of the installed data packages, in the place where a build's is loaded to. */
export function provideCatalog(): CatalogIndex {
  return oncePerProcess("catalog", () => indexCatalog(compileCatalog(process.cwd())))
}
