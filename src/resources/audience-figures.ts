import type { Audience, AudienceChoice } from "#audience/audience"
import type { BrowserId } from "#catalog/browsers"
import { type CatalogIndex, loadCatalog } from "#catalog/load"
import { baselineTargets, distribute, reachOf } from "#reach/reach"
import { roundReach } from "#reach/round"
import { processSingleton } from "#runtime/process-singleton"
import { resolveAudience } from "./resolve-audience"

/** The figures of the audience that a request specifies. @throws ResourceError 400, 503 */
export async function resolveFigures(choice: AudienceChoice): Promise<AudienceFigures> {
  return figuresFor(await resolveAudience(choice))
}

/** The figures of an audience, computed once per audience object. */
export function figuresFor(audience: Audience): AudienceFigures {
  const cache = processSingleton("figures", () => new WeakMap<Audience, AudienceFigures>())
  let figures = cache.get(audience)
  if (!figures) {
    figures = computeFigures(audience, loadCatalog())
    cache.set(audience, figures)
  }
  return figures
}

export type AudienceFigures = ReturnType<typeof computeFigures>

/** Computes the figures of all features for an audience, without a cache. Shares are fractions of all visits. */
export function computeFigures(audience: Audience, catalog: CatalogIndex) {
  const distribution = distribute(audience, catalog)
  const share = new Map<BrowserId, number>()
  for (const entry of audience.shares) share.set(entry.browser, (share.get(entry.browser) ?? 0) + entry.share)
  // Shares are rounded before sorting and filtering, so that a feature shown as 100% passes a filter of 100%.
  const reach = catalog.features.map(({ support }) => roundReach(reachOf(distribution, support)))
  const reachAt = (index: number) => reach[index]?.reach ?? 0
  return {
    audience,
    distribution,
    reach,
    /** Feature indexes, largest reach first. The sort is stable: equal reaches stay in the order of names. */
    byReach: [...loadOrders(catalog).byName].sort((a, b) => reachAt(b) - reachAt(a)),
    share,
  }
}

/** The support that each Baseline status and year requires, computed once per process. */
export function loadBaselineTargets() {
  return processSingleton("baseline-targets", () => baselineTargets(loadCatalog()))
}

const compareNames = new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare

/** Feature indexes in the orders that do not depend on an audience: by name, and newest first. */
export function loadOrders({ features }: Pick<CatalogIndex, "features">) {
  return processSingleton("orders", () => {
    const nameOf = (index: number) => features[index]?.name ?? ""
    const dateOf = (index: number) => features[index]?.newlySince ?? ""
    const byName = [...features.keys()].sort((a, b) => compareNames(nameOf(a), nameOf(b)))
    const byDate = [...byName].sort((a, b) => dateOf(b).localeCompare(dateOf(a)))
    return { byName, byDate }
  })
}
