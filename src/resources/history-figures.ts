import { type AudienceFilter, selectorForFilter } from "#audience/audience"
import type { VersionSelector } from "#audience/browserslist"
import { InvalidAudience } from "#audience/invalid-audience"
import { processCache } from "#audience/process-cache"
import { measureRevision } from "#audience/resolve-audience"
import { createYielder } from "#audience/yielder"
import { loadCatalog } from "#catalog/load"
import { loadBaselineTargets } from "#reach/audience-figures"
import { baselineReach } from "#reach/baseline-reach"
import { distribute } from "#reach/reach"
import { roundShare } from "#reach/round"
import { type SavedAudience, savedAudiences } from "#storage/saved-audiences"

const maxRevisions = 100

type Baseline = { widely: number; newly: number }

/**
 * Returns the Baseline shares of a saved audience at each save of visits, newest first. Leaves out revisions without
 * visits after filtering. The loop pauses between revisions, because SQLite reads block the event loop.
 * @throws InvalidAudience if the filter is invalid. StorageUnavailable if the database is not available.
 */
export async function historyOf({ slug, name }: SavedAudience, filter: AudienceFilter) {
  const revisions = await savedAudiences().history(slug, maxRevisions)
  const isSelected = selectorForFilter(filter)
  const cache = historyCache(slug, filter)
  const pause = createYielder()
  const history: { revision: number; savedAt: string; baseline: Baseline }[] = []
  for (const { revision, savedAt } of revisions) {
    // After a restored backup, other visits can have the same revision number but not the same time.
    const key = `${revision} ${savedAt}`
    let baseline = cache.get(key)
    if (!baseline) {
      await pause()
      baseline = await baselineOf({ slug, name, revision }, filter, isSelected)
      if (!baseline) continue
      cache.set(key, baseline)
    }
    history.push({ revision, savedAt, baseline })
  }
  return history
}

/** Each history is one cache entry, so that a long history does not evict many entries of other histories. */
function historyCache(slug: string, { browsers, of }: AudienceFilter): Map<string, Baseline> {
  const histories = processCache<Map<string, Baseline>>("baseline-histories")
  const key = JSON.stringify([slug, browsers, of])
  const history = histories.get(key) ?? new Map<string, Baseline>()
  if (!histories.has(key)) histories.set(key, history)
  return history
}

async function baselineOf(
  { slug, name, revision }: { slug: string; name: string; revision: number },
  filter: AudienceFilter,
  isSelected: VersionSelector | undefined,
): Promise<Baseline | undefined> {
  try {
    const identity = { id: slug, label: name, kind: "saved", key: slug } as const
    const audience = await measureRevision(identity, revision, filter, isSelected)
    const { widely, newly } = baselineReach(distribute(audience, loadCatalog()), loadBaselineTargets())
    return { widely: roundShare(widely), newly: roundShare(newly) }
  } catch (error) {
    if (error instanceof InvalidAudience) return undefined
    throw error
  }
}
