import {
  type Audience,
  type AudienceChoice,
  type AudienceFilter,
  type AudienceIdentity,
  cacheAudience,
  cachedAudience,
  findAudience,
  measureAudience,
} from "../audience/audience"
import type { VersionSelector } from "../audience/browserslist"
import { InvalidAudience } from "../audience/invalid-audience"
import { findRegion } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { type SavedAudience, savedAudiences } from "../storage/saved-audiences"
import { isSlug } from "../storage/slug"
import { isStorageUnavailable } from "../storage/storage-unavailable"
import { unknownAudienceMessage } from "./region-suggestions"
import { invalidParameter, ResourceError } from "./resource-error"

/** The audience that a request names, of the world, a region or saved. @throws ResourceError 400, 503 */
export async function resolveAudience({
  audience: id = "world",
  ...narrowing
}: AudienceChoice): Promise<Audience> {
  if (!canBeSavedAudience(id)) return orInvalidParameter(() => findAudience({ audience: id, ...narrowing }))
  const saved = await findSaved(id)
  if (saved) return measureSaved(saved, narrowing)
  throw invalidParameter("audience", unknownAudienceMessage(id))
}

/** Whether a text is for the saved audiences to know: it could be a slug, and means no region. */
export function canBeSavedAudience(text: string): boolean {
  return isSlug(text) && findRegion(text, loadCatalog()) === undefined
}

/** The saved audience of a slug. @throws ResourceError 503 */
export function findSaved(slug: string): Promise<SavedAudience | undefined> {
  return withStorage(() => savedAudiences().find(slug))
}

/** A saved audience as its current visits make it, which are read where this process has not measured them before. */
export async function measureSaved(saved: SavedAudience, narrowing: AudienceFilter): Promise<Audience> {
  const { slug, name: label, visitsRevision, savedAt } = saved
  // The time too: where a backup was put back, other visits get the numbers of those that are lost.
  const key = JSON.stringify([slug, visitsRevision, savedAt, label])
  const name: AudienceIdentity = { id: slug, label, kind: "saved", key }
  const kept = cachedAudience(name, narrowing)
  return kept ?? cacheAudience(name, narrowing, await measureRevision(name, visitsRevision, narrowing))
}

/**
 * An audience as one revision of its visits makes it.
 * @param isSelected `selectorForFilter` the narrowing, where it is at hand
 * @throws ResourceError
 */
export async function measureRevision(
  name: AudienceIdentity,
  revision: number,
  narrowing: AudienceFilter,
  isSelected?: VersionSelector,
): Promise<Audience> {
  const visits = await withStorage(() => savedAudiences().visits(name.id, revision))
  // Removed since it was found.
  if (!visits) throw invalidParameter("audience", `There is no audience “${name.id}” here any more.`)
  const { browsers: usage, unknown } = visits
  return orInvalidParameter(() =>
    measureAudience(name, { usage, unknown }, narrowing, loadCatalog(), isSelected),
  )
}

/** Asks the saved audiences. @throws ResourceError 503 where their database is not available */
export async function withStorage<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (!isStorageUnavailable(error)) throw error
    if (error.mayHaveSaved)
      throw new ResourceError({
        status: 503,
        detail:
          "The database does not answer any more, and may have done this: look before you send it again.",
      })
    throw new ResourceError({
      status: 503,
      detail:
        "Saved audiences are not available now. Those of the world and its regions are; try again soon.",
      retryAfter: secondsToRetry,
    })
  }
}

/** A database that restarts is mostly back after so many seconds. */
const secondsToRetry = 5

function orInvalidParameter<Result>(make: () => Result): Result {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidAudience) throw invalidParameter(error.parameter, error.message)
    throw error
  }
}
