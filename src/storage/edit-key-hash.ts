import { createHash, randomBytes, timingSafeEqual } from "crypto"

/** Returns a new edit key: 32 random bytes in base64url. The database stores only its hash. */
export function createEditKey(): string {
  return randomBytes(32).toString("base64url")
}

/** SHA-256 in hexadecimal. A random key of 32 bytes needs no slow hash. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex")
}

/** Compares in constant time. */
export function matchesHash(key: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashKey(key), "hex"), Buffer.from(hash, "hex"))
}
