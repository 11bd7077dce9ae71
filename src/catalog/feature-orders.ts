import { processSingleton } from "../runtime/process-singleton"
import type { Catalog } from "./catalog"

const compareNames = new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare

/** Returns the feature indexes sorted by name, and sorted from newest to oldest. Computed once per process. */
export function featureOrders({ features }: Pick<Catalog, "features">) {
  return processSingleton("feature-orders", () => {
    const nameOf = (index: number) => features[index]?.name ?? ""
    const dateOf = (index: number) => features[index]?.newlySince ?? ""
    const byName = [...features.keys()].sort((a, b) => compareNames(nameOf(a), nameOf(b)))
    const byDate = [...byName].sort((a, b) => dateOf(b).localeCompare(dateOf(a)))
    return { byName, byDate }
  })
}
