import type { StackResponse } from "#resources/stack-resource"
import { featureBadge } from "./feature-badge"

const maxNamesLength = 40

/** Draws an SVG badge like that of a feature: “Grid, :has() | 95.4% of World”, or “12 features | 91.0% of World”. */
export function stackBadge(response: StackResponse): string {
  const names = response.features.map(({ name }) => name).join(", ")
  const name = names.length <= maxNamesLength ? names : `${response.features.length} features`
  return featureBadge({ ...response, feature: { name }, part: null })
}
