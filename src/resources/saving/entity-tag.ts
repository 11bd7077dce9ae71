// biome-ignore lint/style/useNodejsImportProtocol: Gatsby lets its page engine import Node's modules by their bare names alone
import { createHash } from "crypto"

/** The entity tag of a revision, as a write tells it. */
export const revisionTag = (revision: number) => `"${revision}"`

/**
 * The entity tag of an answer about a revision. It tells the revision, and differs from that of another answer about it:
 * one that is narrowed, or that newer data made.
 */
export function responseTag(revision: number, answer: object): string {
  const digest = createHash("sha256").update(JSON.stringify(answer)).digest("base64url")
  return `"${revision}-${digest.slice(0, 16)}"`
}

/**
 * Whether `If-Match` names a revision: by `"3"`, by the tag of any answer about it, or by `*`. A weak one is taken too,
 * since whoever compresses an answer makes its tag weak: it is the revision that is compared, not the bytes.
 */
export function matchesRevision(ifMatch: string, revision: number): boolean {
  if (ifMatch.trim() === "*") return true
  if (!listOfTags.test(ifMatch)) return false
  const named = [...ifMatch.matchAll(/"(\d+)(?:-[^"]*)?"/g)]
  return named.some(([, number]) => number === String(revision))
}

/** RFC 9110, 13.1.1. */
const listOfTags = /^\s*(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*\s*$/
