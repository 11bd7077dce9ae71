import {
  type Audience,
  type AudienceChoice,
  type AudienceFilter,
  type AudienceIdentity,
  cacheAudience,
  cachedAudience,
  findAudience,
  measureAudience,
} from "#audience/audience"
import type { VersionSelector } from "#audience/browserslist"
import { InvalidAudience } from "#audience/invalid-audience"
import { findRegion } from "#audience/regions"
import { loadCatalog } from "#catalog/load"
import { unknownAudienceMessage } from "#search/region-suggestions"
import { type SavedAudience, savedAudiences } from "#storage/saved-audiences"
import { isSlug } from "#storage/slug"
import { isStorageUnavailable } from "#storage/storage-unavailable"
import { invalidParameter, ResourceError } from "./resource-error"

/** The audience that a request specifies: the world, a region or a saved one. @throws ResourceError 400, 503 */
export async function resolveAudience({
  audience: id = "world",
  ...narrowing
}: AudienceChoice): Promise<Audience> {
  if (!canBeSavedAudience(id)) {
    return withParameterErrors(() => findAudience({ audience: id, ...narrowing }))
  }
  const saved = await findSaved(id)
  if (saved) return measureSaved(saved, narrowing)
  throw invalidParameter("audience", unknownAudienceMessage(id))
}

export function canBeSavedAudience(text: string): boolean {
  return isSlug(text) && findRegion(text, loadCatalog()) === undefined
}

/** Returns undefined for an unknown slug. @throws ResourceError 503 */
export function findSaved(slug: string): Promise<SavedAudience | undefined> {
  return withStorage(() => savedAudiences().find(slug))
}

/** Reads the visits only if this process has not measured them. @throws ResourceError 400, 503 */
export async function measureSaved(saved: SavedAudience, narrowing: AudienceFilter): Promise<Audience> {
  const { slug, name: label, visitsRevision, savedAt } = saved
  // After a restored backup, other visits can have the same revision number but not the same time.
  const key = JSON.stringify([slug, visitsRevision, savedAt, label])
  const name: AudienceIdentity = { id: slug, label, kind: "saved", key }
  const cached = cachedAudience(name, narrowing)
  return cached ?? cacheAudience(name, narrowing, await measureRevision(name, visitsRevision, narrowing))
}

/** @param isSelected the `selectorForFilter` the narrowing, if the caller has it @throws ResourceError 400, 503 */
export async function measureRevision(
  name: AudienceIdentity,
  revision: number,
  narrowing: AudienceFilter,
  isSelected?: VersionSelector,
): Promise<Audience> {
  const visits = await withStorage(() => savedAudiences().visits(name.id, revision))
  // Another request deleted the audience after this one found it.
  if (!visits) throw invalidParameter("audience", `The audience “${name.id}” was deleted.`)
  const { browsers: usage, unknown } = visits
  return withParameterErrors(() =>
    measureAudience(name, { usage, unknown }, narrowing, loadCatalog(), isSelected),
  )
}

/** Runs a database operation. @throws ResourceError 503 if the database is not available */
export async function withStorage<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (!isStorageUnavailable(error)) throw error
    if (error.mayHaveSaved)
      throw new ResourceError({
        status: 503,
        detail:
          "The database connection was lost. Your change may have been saved: check before you try again.",
      })
    throw new ResourceError({
      status: 503,
      detail:
        "Saved audiences are not available at the moment. The world and its regions are. Try again in a few seconds.",
      retryAfter: retryAfterSeconds,
    })
  }
}

/** Most databases need about this long to restart. */
const retryAfterSeconds = 5

function withParameterErrors<Result>(run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof InvalidAudience) throw invalidParameter(error.parameter, error.message)
    throw error
  }
}
