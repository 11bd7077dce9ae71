import type * as v from "valibot"
import { isEditKey } from "../../audience/edit-key"
import { type AudienceDraft, type SavedAudience, savedAudiences } from "../../storage/saved-audiences"
import { isSlug } from "../../storage/slug"
import { findSaved, withStorage } from "../resolve-audience"
import { ResourceError } from "../resource-error"
import type { AudienceChange } from "./audience-body"
import { matchesRevision, revisionTag } from "./entity-tag"
import { countAgainstLimit, requireWithinLimit } from "./save-limits"

/** Who writes: the address, and what the request says about its right. */
export interface Writer {
  address: string
  headers: Pick<Headers, "get">
}

/** A new audience, and the key to change it, which is told this once. @throws ResourceError 503 */
export function createAudience(draft: AudienceDraft): Promise<{ slug: string; editKey: string }> {
  return withStorage(() => savedAudiences().create(draft))
}

/**
 * The audience of a slug, for who has its key and knows its current revision.
 * @throws ResourceError 401, 403, 404, 412, 429, 503; 428 where the revision is not named and has to be
 */
export async function requireOwner(
  slug: string,
  writer: Writer,
  { revision }: { revision: "required" | "optional" },
): Promise<SavedAudience> {
  await countAgainstLimit("change", writer.address)
  await requireWithinLimit("wrongKey", writer.address)
  const saved = isSlug(slug) ? await findSaved(slug) : undefined
  if (!saved) {
    const detail = `There is no saved audience “${slug.slice(0, 100)}” here.`
    throw new ResourceError({ status: 404, detail, suggestions: [] })
  }
  await requireKey(slug, writer)
  const expected = writer.headers.get("if-match")
  if (expected === null && revision === "required") {
    throw refusal(
      428,
      `Name the revision that you change: If-Match: ${revisionTag(saved.revision)}, or the ETag that you have seen.`,
    )
  }
  if (expected !== null && !matchesRevision(expected, saved.revision)) throw stale()
  return saved
}

/** Saves over a revision. @returns the new one @throws ResourceError 412, 503 */
export async function changeAudience(
  { slug, revision, ...current }: SavedAudience,
  change: v.InferOutput<typeof AudienceChange>,
): Promise<number> {
  const { name = current.name, listed = current.listed, browsers, unknown = 0 } = change
  const visits = browsers && { browsers, unknown, source: "api" }
  const saved = await withStorage(() => savedAudiences().update(slug, revision, { name, listed, visits }))
  if (saved === "stale") throw stale()
  return saved
}

/** Removes it for who has its key, whatever its revision where none is named. @throws ResourceError as `requireOwner` */
export async function removeAudience(slug: string, writer: Writer): Promise<void> {
  const { revision } = await requireOwner(slug, writer, { revision: "optional" })
  const expected = writer.headers.get("if-match") === null ? undefined : revision
  const wasRemoved = await withStorage(() => savedAudiences().remove(slug, expected))
  if (!wasRemoved && expected !== undefined) throw stale()
}

/** `Authorization: Bearer …` (RFC 6750). @throws ResourceError 401, 403, 429 */
async function requireKey(slug: string, { address, headers }: Writer): Promise<void> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1]
  if (key === undefined || !isEditKey(key)) {
    throw refusal(401, "Send the edit key that you were told when it was saved: Authorization: Bearer …")
  }
  if (await withStorage(() => savedAudiences().isKey(slug, key))) return
  await countAgainstLimit("wrongKey", address)
  throw refusal(403, "This is not the edit key of this audience.")
}

const stale = () =>
  refusal(412, "Somebody has saved another revision meanwhile. Look at it before you change it.")

const refusal = (status: 401 | 403 | 412 | 428, detail: string) => new ResourceError({ status, detail })
