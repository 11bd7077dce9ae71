import type { Audience } from "#audience/audience"
import { browserslistQuery } from "#audience/browserslist-query"
import { toCaniuseId } from "#catalog/browsers"
import type { CatalogIndex } from "#catalog/load"
import { loadBaselineTargets } from "./audience-figures"
import { targetCovering } from "./covering-target"
import { formatPercent } from "./format-percent"
import { blockersOf } from "./reach"
import { roundShare } from "./round"

const maxBlockers = 10

/**
 * Returns the newest minimum versions that cover a share of the identified visits. `browserslist` is null if the
 * versions that browserslist can name cover less. `reason` then explains it.
 * @param cover fraction of identified visits, 0 to 1
 */
export function recommendedVersions(audience: Audience, catalog: CatalogIndex, cover: number) {
  const target = targetCovering(audience, cover, catalog, (id) => toCaniuseId(id) !== undefined)
  const minimum = target?.minimum.map(({ browser, version }) => ({ id: browser, supportedSince: version }))
  const share = roundShare(target?.share ?? 0)
  const isCovered = share >= roundShare(cover)
  const browserslist = (isCovered && browserslistQuery(minimum ?? [])) || null
  return {
    cover: roundShare(cover),
    share,
    since: target?.since ?? null,
    browserslist,
    reason:
      browserslist === null
        ? `The versions that browserslist can name cover ${formatPercent(share)} of identified visits, less than ${formatPercent(cover)}.`
        : null,
  }
}

/** The versions that lack a Baseline widely available feature, largest share first, at most 10. */
export function holdingBack(audience: Audience, catalog: CatalogIndex) {
  return blockersOf(audience, loadBaselineTargets().widely, catalog)
    .slice(0, maxBlockers)
    .map(({ browser, version, share }) => ({ browser, version, share: roundShare(share) }))
}
