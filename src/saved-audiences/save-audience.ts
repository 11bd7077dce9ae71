import type * as v from "valibot"
import { isEditKey } from "#audience/edit-key"
import { UnknownId } from "#search/unknown-id"
import { type AudienceDraft, type SavedAudience, savedAudiences } from "#storage/saved-audiences"
import { isSlug } from "#storage/slug"
import type { AudienceChange } from "./audience-body"
import { matchesRevision, revisionTag } from "./entity-tag"
import { countAgainstLimit, requireWithinLimit } from "./save-limits"
import { WriteError } from "./write-error"

/** The client of a write: its IP address, and the headers that authorize the write. */
export type Writer = {
  clientAddress: string
  headers: Pick<Headers, "get">
}

/**
 * Saves a new audience. Only this function returns the edit key, because the database stores only a hash of the key.
 * @throws StorageUnavailable
 */
export function createAudience(draft: AudienceDraft): Promise<{ slug: string; editKey: string }> {
  return savedAudiences().create(draft)
}

/**
 * Returns the audience if the request has the audience's edit key and, in `If-Match`, the current revision. If
 * `revision` is “optional”, `If-Match` may be absent.
 * @throws UnknownId, StorageUnavailable, or WriteError: 401 (no edit key), 403 (wrong edit key), 412 (old revision),
 * 428 (`If-Match` is required), 429 (too many changes or wrong keys)
 */
export async function requireOwner(
  slug: string,
  writer: Writer,
  { revision }: { revision: "required" | "optional" },
): Promise<SavedAudience> {
  await countAgainstLimit("change", writer.clientAddress)
  await requireWithinLimit("wrongKey", writer.clientAddress)
  const saved = isSlug(slug) ? await savedAudiences().find(slug) : undefined
  if (!saved) {
    throw new UnknownId(`There is no saved audience “${slug.slice(0, 100)}”.`, [])
  }
  await requireKey(slug, writer)
  const expected = writer.headers.get("if-match")
  if (expected === null && revision === "required") {
    throw new WriteError(
      428,
      `Send the revision that you change. The current one is If-Match: ${revisionTag(saved.revision)}.`,
    )
  }
  if (expected !== null && !matchesRevision(expected, saved.revision)) throw outdated()
  return saved
}

/** Changes an audience. Returns the new revision. @throws WriteError 412 (old revision), StorageUnavailable */
export async function changeAudience(
  { slug, revision, ...current }: SavedAudience,
  change: v.InferOutput<typeof AudienceChange>,
): Promise<number> {
  const { name = current.name, listed = current.listed, browsers, unknown = 0, lowerBounds = 0 } = change
  const visits = browsers && { browsers, unknown, lowerBounds, source: "api" }
  const saved = await savedAudiences().update(slug, revision, { name, listed, visits })
  if (saved === "stale") throw outdated()
  return saved
}

/** Removes an audience. `If-Match` is optional. @throws the errors of `requireOwner`, except WriteError 428 */
export async function removeAudience(slug: string, writer: Writer): Promise<void> {
  const { revision } = await requireOwner(slug, writer, { revision: "optional" })
  const expected = writer.headers.get("if-match") === null ? undefined : revision
  const wasRemoved = await savedAudiences().remove(slug, expected)
  if (!wasRemoved && expected !== undefined) throw outdated()
}

/**
 * Checks the edit key in `Authorization: Bearer …` (RFC 6750).
 * @throws StorageUnavailable, or WriteError: 401 (no edit key), 403 (wrong edit key), 429 (too many wrong keys)
 */
async function requireKey(slug: string, { clientAddress, headers }: Writer): Promise<void> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1]
  if (key === undefined || !isEditKey(key)) {
    throw new WriteError(401, "Send the edit key of the audience in the header Authorization: Bearer …")
  }
  if (await savedAudiences().isEditKey(slug, key)) return
  await countAgainstLimit("wrongKey", clientAddress)
  throw new WriteError(403, "This is not the edit key of this audience.")
}

const outdated = () =>
  new WriteError(412, "The audience has a newer revision than you sent. Load it, then repeat your change.")
