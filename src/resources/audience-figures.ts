import type { Audience, AudienceChoice } from "../audience/audience"
import type { BrowserId } from "../catalog/browsers"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import { baselineTargets, distribute, reachOf } from "../reach/reach"
import { roundReach } from "./figures"
import { resolveAudience } from "./resolve-audience"

/** The figures of the audience that a request names. @throws ResourceError */
export async function resolveFigures(choice: AudienceChoice): Promise<AudienceFigures> {
  return figuresFor(await resolveAudience(choice))
}

export function figuresFor(audience: Audience): AudienceFigures {
  const known = oncePerProcess("figures", () => new WeakMap<Audience, AudienceFigures>())
  let figures = known.get(audience)
  if (!figures) {
    figures = computeFigures(audience, loadCatalog())
    known.set(audience, figures)
  }
  return figures
}

export type AudienceFigures = ReturnType<typeof computeFigures>

/** The figures of all features for an audience that nobody has asked about yet. */
export function computeFigures(audience: Audience, catalog: CatalogIndex) {
  const distribution = distribute(audience, catalog)
  const share = new Map<BrowserId, number>()
  for (const entry of audience.shares) share.set(entry.browser, (share.get(entry.browser) ?? 0) + entry.share)
  // Rounded here and nowhere later: what is shown as 100 % reaches at least 100 %, and equal figures are equal.
  const reach = catalog.features.map(({ support }) => roundReach(reachOf(distribution, support)))
  const reachAt = (place: number) => reach[place]?.reach ?? 0
  return {
    audience,
    distribution,
    /** Of each feature, in the order of the catalogue. */
    reach,
    /** Indexes of the features, largest reach first. */
    // Sorting is stable: features of the same reach stay in the order of their names.
    byReach: [...loadOrders(catalog).byName].sort((a, b) => reachAt(b) - reachAt(a)),
    /** Of each browser: fraction of all visits. */
    share,
  }
}

export function loadBaselineTargets() {
  return oncePerProcess("baseline-targets", () => baselineTargets(loadCatalog()))
}

const compareNames = new Intl.Collator("en", { numeric: true, ignorePunctuation: true }).compare

/** The places of the features in the orders that no audience changes: by name, and newest first. */
export function loadOrders({ features }: Pick<CatalogIndex, "features">) {
  return oncePerProcess("orders", () => {
    const nameOf = (place: number) => features[place]?.name ?? ""
    const dateOf = (place: number) => features[place]?.newlySince ?? ""
    const byName = [...features.keys()].sort((a, b) => compareNames(nameOf(a), nameOf(b)))
    const byDate = [...byName].sort((a, b) => dateOf(b).localeCompare(dateOf(a)))
    return { byName, byDate }
  })
}
