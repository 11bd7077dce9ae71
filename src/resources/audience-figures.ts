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
import { audienceOf } from "./parameters"

/** An audience with what is computed from it: each part once, when it is first asked for. */
export interface AudienceFigures {
  audience: Audience
  distribution: Distribution
  /** The reach of each feature, in the order of the catalogue. */
  reach: readonly Reach[]
  /** The share of each browser: fraction of all visits. */
  share: ReadonlyMap<BrowserId, number>
}

/** The figures of the audience that a request names. @throws ResourceError */
export function figuresOf(choice: AudienceChoice): AudienceFigures {
  const audience = audienceOf(choice)
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
  return {
    audience,
    distribution,
    reach: catalog.features.map(({ support }) => reachOf(distribution, support)),
    share,
  }
}

/** What each Baseline target asks of browsers, by the catalogue of this process. */
export function loadBaselineTargets(): BaselineTargets {
  return oncePerProcess("baseline-targets", () => baselineTargets(loadCatalog()))
}
