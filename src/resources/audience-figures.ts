import type { Audience, AudienceChoice } from "../audience/audience"
import type { BrowserId } from "../catalog/browsers"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { oncePerProcess } from "../catalog/once"
import {
  type BaselineTargets,
  baselineTargets,
  type Distribution,
  distribute,
  type Reach,
  reachOf,
} from "../reach/reach"
import { audienceOf } from "./chosen-audience"
import { reachFigures } from "./figures"

/** An audience with what is computed from it: each part once, when it is first asked for. */
export interface AudienceFigures {
  audience: Audience
  distribution: Distribution
  /** The reach of each feature, in the order of the catalogue, as it is shown. */
  reach: readonly Reach[]
  /** The places of the features in the catalogue, largest reach first, then by name. */
  byReach: readonly number[]
  /** The share of each browser: fraction of all visits. */
  share: ReadonlyMap<BrowserId, number>
}

/** The figures of the audience that a request names. @throws ResourceError */
export async function figuresOf(choice: AudienceChoice): Promise<AudienceFigures> {
  return figuresFor(await audienceOf(choice))
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

/** The figures of all features for an audience that nobody has asked about yet. */
export function computeFigures(audience: Audience, catalog: CatalogIndex): AudienceFigures {
  const distribution = distribute(audience, catalog)
  const share = new Map<BrowserId, number>()
  for (const entry of audience.shares) share.set(entry.browser, (share.get(entry.browser) ?? 0) + entry.share)
  // Rounded here and nowhere later: what is shown as 100 % reaches at least 100 %, and equal figures are equal.
  const reach = catalog.features.map(({ support }) => reachFigures(reachOf(distribution, support)))
  const reachAt = (place: number) => reach[place]?.reach ?? 0
  return {
    audience,
    distribution,
    reach,
    // Sorting is stable: features of the same reach stay in the order of their names.
    byReach: [...loadOrders(catalog).byName].sort((a, b) => reachAt(b) - reachAt(a)),
    share,
  }
}

export function loadBaselineTargets(): BaselineTargets {
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
