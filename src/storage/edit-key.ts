import { createHash, randomBytes, timingSafeEqual } from "crypto"

/** A new edit key: 32 random bytes. It is told once, and kept as its hash alone. */
export function createEditKey(): string {
  return randomBytes(32).toString("base64url")
}

/** SHA-256 in hexadecimal. A key of 32 random bytes cannot be guessed: it needs no slow hash. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex")
}

/** Compares in a time that tells nothing of the hash. */
export function matchesHash(key: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashKey(key), "hex"), Buffer.from(hash, "hex"))
}
