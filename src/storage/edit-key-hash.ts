import { createHash, randomBytes, timingSafeEqual } from "crypto"

/** Returns a new edit key: 32 random bytes in base64url. The database stores only its hash. */
export function createEditKey(): string {
  return randomBytes(32).toString("base64url")
}

/**
 * Returns the SHA-256 in hexadecimal. A slow hash is not necessary, because a random key of 32 bytes cannot be guessed.
 */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex")
}

/** Compares in constant time. */
export function matchesHash(key: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashKey(key), "hex"), Buffer.from(hash, "hex"))
}
