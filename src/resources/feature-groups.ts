import type { Catalog } from "../catalog/catalog"
import { oncePerProcess } from "../catalog/once"

/** The groups of each feature and all groups above them, in the order of the catalogue. */
export function groupsByFeature({
  features,
  groups,
}: Pick<Catalog, "features" | "groups">): readonly ReadonlySet<string>[] {
  return oncePerProcess("groups-by-feature", () =>
    features.map((feature) => {
      const within = new Set<string>()
      for (const id of feature.groups) {
        for (let at: string | null | undefined = id; at && !within.has(at); at = groups[at]?.parent) {
          within.add(at)
        }
      }
      return within
    }),
  )
}
