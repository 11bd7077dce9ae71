import { compileCatalog } from "../../src/catalog/compile"
import { dataPackages } from "../../src/catalog/data-packages"
import { type CatalogIndex, indexCatalog } from "../../src/catalog/load"
import { oncePerProcess } from "../../src/catalog/once"

/** Versions of about a year ago, installed under these aliases to try an update from. */
export const olderDataPackages: typeof dataPackages = {
  webFeatures: "web-features-older",
  caniuse: "caniuse-lite-older",
  browserMapping: "baseline-browser-mapping-older",
}

/** The catalogue of installed data packages, in the place where a build's is loaded to. */
export function provideCatalog(names = dataPackages): CatalogIndex {
  return oncePerProcess("catalog", () => indexCatalog(compileCatalog(process.cwd(), names)))
}
