import { processSingleton } from "../runtime/process-singleton"
import type { Catalog } from "./catalog"

/**
 * Returns, for each feature, the ids of its groups and of all groups that contain these groups. The result has the
 * order of the features in the catalogue.
 */
export function groupsByFeature({
  features,
  groups,
}: Pick<Catalog, "features" | "groups">): readonly ReadonlySet<string>[] {
  return processSingleton("groups-by-feature", () =>
    features.map((feature) => {
      const ancestors = new Set<string>()
      for (const id of feature.groups) {
        for (
          let group: string | null | undefined = id;
          group && !ancestors.has(group);
          group = groups[group]?.parent
        ) {
          ancestors.add(group)
        }
      }
      return ancestors
    }),
  )
}
