// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine can import Node's modules only by their bare names
import { createHash } from "crypto"

/** The entity tag of a revision, for the response to a write. */
export const revisionTag = (revision: number) => `"${revision}"`

/**
 * Returns a tag with the revision and a digest of the response. The revision is not enough, because responses with the
 * same revision can differ: a filter can narrow the audience, and an update of the data packages changes figures.
 */
export function responseTag(revision: number, response: object): string {
  const digest = createHash("sha256").update(JSON.stringify(response)).digest("base64url")
  return `"${revision}-${digest.slice(0, 16)}"`
}

/**
 * Whether `If-Match` matches a revision: `If-Match` contains the number of the revision (`"3"`), the tag of any
 * response with this revision, or `*`. Compares only the revisions. Accepts weak tags, because a proxy that compresses
 * a response makes the tag weak.
 */
export function matchesRevision(ifMatch: string, revision: number): boolean {
  if (ifMatch.trim() === "*") return true
  if (!listOfTags.test(ifMatch)) return false
  const revisions = [...ifMatch.matchAll(/"(\d+)(?:-[^"]*)?"/g)]
  return revisions.some(([, number]) => number === String(revision))
}

/** The syntax of `If-Match` (RFC 9110, 13.1.1). */
const listOfTags = /^\s*(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*\s*$/
