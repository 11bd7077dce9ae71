import type { Narrowing } from "../audience/audience"
import { cacheOf } from "../audience/cache"
import { loadCatalog } from "../catalog/load"
import { baselineReach, distribute } from "../reach/reach"
import { type SavedAudience, savedAudiences } from "../storage/saved-audiences"
import { loadBaselineTargets } from "./audience-figures"
import { fromStorage, measureRevision } from "./chosen-audience"
import { figure } from "./figures"
import { ResourceError } from "./resource-error"

/** How many saves a history goes back. */
const mostRevisions = 100

type Baseline = { widely: number; newly: number }

/**
 * What Baseline covered of a saved audience at each save that brought new visits, newest first, narrowed as a request
 * asks; without those of whose visits the narrowing leaves none.
 */
export async function historyOf({ slug, name }: SavedAudience, narrowing: Narrowing) {
  const revisions = await fromStorage(() => savedAudiences().history(slug, mostRevisions))
  const history: { revision: number; savedAt: string; baseline: Baseline }[] = []
  for (const { revision, savedAt } of revisions) {
    const baseline = await baselineOf({ slug, name, revision }, narrowing)
    if (baseline) history.push({ revision, savedAt, baseline })
  }
  return history
}

/** Kept by itself: a history is not to push what is asked for most out of the cache of audiences. */
async function baselineOf(
  { slug, name, revision }: { slug: string; name: string; revision: number },
  narrowing: Narrowing,
): Promise<Baseline | undefined> {
  const known = cacheOf<Baseline>("baseline-history")
  const key = JSON.stringify([slug, revision, narrowing.browsers, narrowing.of])
  const cached = known.get(key)
  if (cached) return cached
  try {
    const measured = await measureRevision({ id: slug, label: name, kind: "saved", key }, revision, narrowing)
    const { widely, newly } = baselineReach(distribute(measured, loadCatalog()), loadBaselineTargets())
    const baseline = { widely: figure(widely), newly: figure(newly) }
    known.set(key, baseline)
    return baseline
  } catch (error) {
    if (error instanceof ResourceError && error.problem.status === 400) return undefined
    throw error
  }
}
