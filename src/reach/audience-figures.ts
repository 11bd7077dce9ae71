/** The figures of an audience that most responses share. They are computed once per audience and process. */
import type { Audience } from "#audience/audience"
import type { BrowserId } from "#catalog/browsers"
import { featureOrders } from "#catalog/feature-orders"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { processSingleton } from "#runtime/process-singleton"
import { baselineTargets } from "./baseline-reach"
import { distribute, reachOf } from "./reach"
import { roundReach } from "./round"

/** Returns the figures of an audience. The same audience object returns the same figures. */
export function figuresOf(audience: Audience): AudienceFigures {
  const cache = processSingleton("figures", () => new WeakMap<Audience, AudienceFigures>())
  let figures = cache.get(audience)
  if (!figures) {
    figures = computeFigures(audience, loadCatalog())
    cache.set(audience, figures)
  }
  return figures
}

export type AudienceFigures = ReturnType<typeof computeFigures>

/** Computes the figures of an audience, without the cache. */
export function computeFigures(audience: Audience, catalog: CatalogIndex) {
  const distribution = distribute(audience, catalog)
  const share = new Map<BrowserId, number>()
  for (const entry of audience.shares) share.set(entry.browser, (share.get(entry.browser) ?? 0) + entry.share)
  // Shares are rounded before sorting and filtering, so that a feature shown as 100% passes a filter of 100%.
  const reach = catalog.features.map((feature) => roundReach(reachOf(distribution, feature)))
  const reachAt = (index: number) => reach[index]?.reach ?? 0
  return {
    distribution,
    /** The rounded figures of each feature, in the order of the catalogue. */
    reach,
    /** Feature indexes, largest reach first. The sort is stable: equal reaches stay in the order of names. */
    byReach: [...featureOrders(catalog).byName].sort((a, b) => reachAt(b) - reachAt(a)),
    /** The share of each browser, not rounded. */
    share,
  }
}

/** The support that each Baseline status and year requires, computed once per process. */
export function loadBaselineTargets() {
  return processSingleton("baseline-targets", () => baselineTargets(loadCatalog()))
}
