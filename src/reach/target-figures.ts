import type { Audience } from "#audience/audience"
import { browserslistQuery } from "#audience/browserslist-query"
import { toCaniuseId } from "#catalog/browsers"
import type { CatalogIndex } from "#catalog/load"
import { loadBaselineTargets } from "./audience-figures"
import { targetCovering } from "./covering-target"
import { blockersOf } from "./reach"
import { roundShare } from "./round"

const defaultCoverPercent = 95
const maxBlockers = 10

/**
 * Returns the newest minimum versions that cover a share of the audience. `browserslist` is null if browserslist
 * supports none of the browsers.
 * @param coverPercent the minimum share of all visits, 0 to 100
 */
export function targetOf(audience: Audience, catalog: CatalogIndex, coverPercent = defaultCoverPercent) {
  const cover = coverPercent / 100
  const target = targetCovering(audience, cover, catalog, (id) => toCaniuseId(id) !== undefined)
  const minimum = target?.minimum.map(({ browser, version }) => ({ id: browser, supportedSince: version }))
  return {
    cover: roundShare(cover),
    share: roundShare(target?.share ?? 0),
    since: target?.since ?? null,
    browserslist: browserslistQuery(minimum ?? []) ?? null,
  }
}

/** The versions that lack a Baseline widely available feature, largest share first, at most 10. */
export function holdingBack(audience: Audience, catalog: CatalogIndex) {
  return blockersOf(audience, loadBaselineTargets().widely, catalog)
    .slice(0, maxBlockers)
    .map(({ browser, version, share }) => ({ browser, version, share: roundShare(share) }))
}
