// biome-ignore lint/style/useNodejsImportProtocol: Gatsby's page engine can import Node's modules only by their bare names
import { createHash } from "crypto"

/** The entity tag of a revision, for the response to a write. */
export const revisionTag = (revision: number) => `"${revision}"`

/** Contains the revision and a digest: a revision has several responses, because it can be narrowed and data change. */
export function responseTag(revision: number, response: object): string {
  const digest = createHash("sha256").update(JSON.stringify(response)).digest("base64url")
  return `"${revision}-${digest.slice(0, 16)}"`
}

/**
 * Whether `If-Match` contains a revision: as `"3"`, as the tag of any response about it, or as `*`. Weak tags match
 * too, because a proxy that compresses a response makes its tag weak. Only the revisions are compared.
 */
export function matchesRevision(ifMatch: string, revision: number): boolean {
  if (ifMatch.trim() === "*") return true
  if (!listOfTags.test(ifMatch)) return false
  const revisions = [...ifMatch.matchAll(/"(\d+)(?:-[^"]*)?"/g)]
  return revisions.some(([, number]) => number === String(revision))
}

/** RFC 9110, 13.1.1. */
const listOfTags = /^\s*(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*\s*$/
