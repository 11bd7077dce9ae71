import type { Audience } from "../audience/audience"
import { toCaniuseId } from "../catalog/browsers"
import type { CatalogIndex } from "../catalog/load"
import { targetCovering } from "../reach/covering-target"
import { blockersOf } from "../reach/reach"
import { loadBaselineTargets } from "./audience-figures"
import { browserslistQuery } from "./browserslist-query"
import { roundShare } from "./figures"

/** Percent of the visits that a target covers where nothing else is asked for. */
const usualCover = 95

/**
 * What to build for, for an audience: the youngest versions that cover so much of it, as a browserslist query. It is
 * null where browserslist has no name for any browser of the audience.
 * @param cover percent of all visits, 0 to 100
 */
export function targetOf(audience: Audience, catalog: CatalogIndex, cover = usualCover) {
  const target = targetCovering(audience, cover / 100, catalog, (id) => toCaniuseId(id) !== undefined)
  const minimum = target?.minimum.map(({ browser, version }) => ({ id: browser, supportedSince: version }))
  return {
    cover: roundShare(cover / 100),
    share: roundShare(target?.share ?? 0),
    since: target?.since ?? null,
    browserslist: browserslistQuery(minimum ?? []) ?? null,
  }
}

/** The versions that lack something which is Baseline widely available, largest share first, at most 10. */
export function holdingBack(audience: Audience, catalog: CatalogIndex) {
  return blockersOf(audience, loadBaselineTargets().widely, catalog)
    .slice(0, 10)
    .map(({ browser, version, share }) => ({ browser, version, share: roundShare(share) }))
}
