import { randomInt } from "crypto"

/** Without 0, 1, i, l, o and u, which look like other characters. */
const alphabet = "23456789abcdefghjkmnpqrstvwxyz"
const suffixLength = 8
const maxStemLength = 40

/** Returns a readable slug with a random suffix: `acme-shop-7kq2m9xw`. */
export function createSlug(name: string): string {
  const stem = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, maxStemLength)
    .replace(/^-|-$/g, "")
  const suffix = Array.from({ length: suffixLength }, () => alphabet[randomInt(alphabet.length)]).join("")
  return `${stem || "audience"}-${suffix}`
}

/** Whether a text has the form of a slug. */
export function isSlug(text: string): boolean {
  return text.length >= 3 && text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}
