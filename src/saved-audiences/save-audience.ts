import type * as v from "valibot"
import { isEditKey } from "#audience/edit-key"
import { ResourceError } from "#resources/resource-error"
import { type AudienceDraft, type SavedAudience, savedAudiences } from "#storage/saved-audiences"
import { isSlug } from "#storage/slug"
import type { AudienceChange } from "./audience-body"
import { matchesRevision, revisionTag } from "./entity-tag"
import { countAgainstLimit, requireWithinLimit } from "./save-limits"

/** The client of a write: its IP address, and the headers that authorize the write. */
export type Writer = {
  clientAddress: string
  headers: Pick<Headers, "get">
}

/** Saves an audience. Only this response contains the edit key: the database stores its hash. @throws StorageUnavailable */
export function createAudience(draft: AudienceDraft): Promise<{ slug: string; editKey: string }> {
  return savedAudiences().create(draft)
}

/**
 * Returns the audience if the request has its edit key and, in `If-Match`, its current revision.
 * @throws ResourceError 401, 403, 404, 412, 428 if a required revision is absent, 429; StorageUnavailable
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
    const detail = `There is no saved audience “${slug.slice(0, 100)}”.`
    throw new ResourceError({ status: 404, detail, suggestions: [] })
  }
  await requireKey(slug, writer)
  const expected = writer.headers.get("if-match")
  if (expected === null && revision === "required") {
    throw problem(
      428,
      `Send the revision that you change. The current one is If-Match: ${revisionTag(saved.revision)}.`,
    )
  }
  if (expected !== null && !matchesRevision(expected, saved.revision)) throw outdated()
  return saved
}

/** Changes an audience. Returns the new revision. @throws ResourceError 412; StorageUnavailable */
export async function changeAudience(
  { slug, revision, ...current }: SavedAudience,
  change: v.InferOutput<typeof AudienceChange>,
): Promise<number> {
  const { name = current.name, listed = current.listed, browsers, unknown = 0 } = change
  const visits = browsers && { browsers, unknown, source: "api" }
  const saved = await savedAudiences().update(slug, revision, { name, listed, visits })
  if (saved === "stale") throw outdated()
  return saved
}

/** Removes an audience. `If-Match` is optional. @throws ResourceError 401, 403, 404, 412, 429; StorageUnavailable */
export async function removeAudience(slug: string, writer: Writer): Promise<void> {
  const { revision } = await requireOwner(slug, writer, { revision: "optional" })
  const expected = writer.headers.get("if-match") === null ? undefined : revision
  const wasRemoved = await savedAudiences().remove(slug, expected)
  if (!wasRemoved && expected !== undefined) throw outdated()
}

/** `Authorization: Bearer …` (RFC 6750). @throws ResourceError 401, 403, 429; StorageUnavailable */
async function requireKey(slug: string, { clientAddress, headers }: Writer): Promise<void> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1]
  if (key === undefined || !isEditKey(key)) {
    throw problem(401, "Send the edit key of the audience in the header Authorization: Bearer …")
  }
  if (await savedAudiences().isEditKey(slug, key)) return
  await countAgainstLimit("wrongKey", clientAddress)
  throw problem(403, "This is not the edit key of this audience.")
}

const outdated = () =>
  problem(412, "The audience has a newer revision than you sent. Load it, then repeat your change.")

const problem = (status: 401 | 403 | 412 | 428, detail: string) => new ResourceError({ status, detail })
