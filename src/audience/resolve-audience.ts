/** Resolves a choice to an audience: the world, a region of caniuse-lite, or an audience that a team saved. */
import { loadCatalog } from "#catalog/load"
import { type SavedAudience, savedAudiences } from "#storage/saved-audiences"
import { isSlug } from "#storage/slug"
import {
  type Audience,
  type AudienceChoice,
  type AudienceFilter,
  type AudienceIdentity,
  cacheAudience,
  cachedAudience,
  measureAudience,
  regionAudience,
} from "./audience"
import type { VersionSelector } from "./browserslist"
import { findRegion } from "./find-region"
import { InvalidAudience } from "./invalid-audience"
import { UnknownAudience } from "./unknown-audience"

/**
 * @throws InvalidAudience if the query is invalid or no visits remain
 * @throws UnknownAudience if no region or saved audience has the id
 * @throws StorageUnavailable if the storage cannot be read
 */
export async function resolveAudience(choice: AudienceChoice): Promise<Audience> {
  const { audience: id = "world", ...filter } = choice
  if (!canBeSavedAudience(id)) return regionAudience(choice)
  const savedAudience = await savedAudiences().find(id)
  if (!savedAudience) throw new UnknownAudience(id)
  return measureSavedAudience(savedAudience, filter)
}

/**
 * Checks that an audience exists, for pages without figures.
 * @throws UnknownAudience if no region or saved audience has the id
 * @throws StorageUnavailable if the storage cannot be read
 */
export async function requireAudience(id: string): Promise<void> {
  if (canBeSavedAudience(id) && !(await savedAudiences().find(id))) throw new UnknownAudience(id)
}

/** Whether an id has the form of a slug and is not a region. The audience may not exist. */
export function canBeSavedAudience(id: string): boolean {
  return isSlug(id) && findRegion(id, loadCatalog()) === undefined
}

/**
 * Returns a saved audience. Reads its visits from the database only if this process has not measured them yet.
 * @throws InvalidAudience if the query is invalid, no visits remain, or another request deleted the audience
 * @throws StorageUnavailable if the storage cannot be read
 */
export async function measureSavedAudience(
  { slug, name: label, visitsRevision, savedAt }: SavedAudience,
  filter: AudienceFilter,
): Promise<Audience> {
  // After a backup is restored, new visits can get an old revision number. The time makes the key unique.
  const key = JSON.stringify([slug, visitsRevision, savedAt, label])
  const identity: AudienceIdentity = { id: slug, label, kind: "saved", key }
  const cached = cachedAudience(identity, filter)
  return cached ?? cacheAudience(identity, filter, await measureRevision(identity, visitsRevision, filter))
}

/**
 * @param isSelected the result of `selectorForFilter(filter)`, if the caller has it
 * @throws InvalidAudience if the query is invalid, no visits remain, or another request deleted the audience
 * @throws StorageUnavailable if the storage cannot be read
 */
export async function measureRevision(
  identity: AudienceIdentity,
  revision: number,
  filter: AudienceFilter,
  isSelected?: VersionSelector,
): Promise<Audience> {
  const visits = await savedAudiences().visits(identity.id, revision)
  if (!visits) throw new InvalidAudience("audience", `The audience “${identity.id}” was deleted.`)
  const { browsers: usage, unknown, lowerBounds } = visits
  return measureAudience(identity, { usage, unknown, lowerBounds }, filter, loadCatalog(), isSelected)
}
