import { type AudienceFilter, selectorForFilter } from "../audience/audience"
import type { VersionSelector } from "../audience/browserslist"
import { processCache } from "../audience/process-cache"
import { createYielder } from "../audience/yielder"
import { loadCatalog } from "../catalog/load"
import { baselineReach, distribute } from "../reach/reach"
import { type SavedAudience, savedAudiences } from "../storage/saved-audiences"
import { loadBaselineTargets } from "./audience-figures"
import { roundShare } from "./figures"
import { measureRevision, withStorage } from "./resolve-audience"
import { ResourceError } from "./resource-error"

const mostRevisions = 100

type Baseline = { widely: number; newly: number }

/**
 * What Baseline covered of a saved audience at each save that brought new visits, newest first, narrowed as a request
 * asks; without those of whose visits the narrowing leaves none. Others have their turn in between: SQLite answers at
 * once, so that measuring a long history would be one block otherwise.
 */
export async function historyOf({ slug, name }: SavedAudience, narrowing: AudienceFilter) {
  const revisions = await withStorage(() => savedAudiences().history(slug, mostRevisions))
  const isSelected = selectorForFilter(narrowing)
  const known = knownOf(slug, narrowing)
  const pause = createYielder()
  const history: { revision: number; savedAt: string; baseline: Baseline }[] = []
  for (const { revision, savedAt } of revisions) {
    // The time too: where a backup was put back, other visits get the numbers of those that are lost.
    const key = `${revision} ${savedAt}`
    let baseline = known.get(key)
    if (!baseline) {
      await pause()
      baseline = await baselineOf({ slug, name, revision }, narrowing, isSelected)
      if (!baseline) continue
      known.set(key, baseline)
    }
    history.push({ revision, savedAt, baseline })
  }
  return history
}

/**
 * What was measured of a history before, by revision and time. Kept by itself, and whole: a history is not to push
 * what is asked for most out of the cache of audiences, nor a few long ones each other out of this.
 */
function knownOf(slug: string, { browsers, of }: AudienceFilter): Map<string, Baseline> {
  const histories = processCache<Map<string, Baseline>>("baseline-histories")
  const key = JSON.stringify([slug, browsers, of])
  const known = histories.get(key) ?? new Map<string, Baseline>()
  if (!histories.has(key)) histories.set(key, known)
  return known
}

/** Undefined where the narrowing leaves none of its visits. */
async function baselineOf(
  { slug, name, revision }: { slug: string; name: string; revision: number },
  narrowing: AudienceFilter,
  isSelected: VersionSelector | undefined,
): Promise<Baseline | undefined> {
  try {
    const named = { id: slug, label: name, kind: "saved", key: slug } as const
    const measured = await measureRevision(named, revision, narrowing, isSelected)
    const { widely, newly } = baselineReach(distribute(measured, loadCatalog()), loadBaselineTargets())
    return { widely: roundShare(widely), newly: roundShare(newly) }
  } catch (error) {
    if (error instanceof ResourceError && error.problem.status === 400) return undefined
    throw error
  }
}
