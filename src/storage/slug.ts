import { randomInt } from "crypto"

/** Without what is read as another: 0 and o, 1, i and l, u and v. */
const alphabet = "23456789abcdefghjkmnpqrstvwxyz"
const suffixLength = 8
const longestStem = 40

/** A slug that is readable and not guessable: `acme-shop-7kq2m9xw`. */
export function createSlug(name: string): string {
  const stem = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestStem)
    .replace(/^-|-$/g, "")
  const suffix = Array.from({ length: suffixLength }, () => alphabet[randomInt(alphabet.length)]).join("")
  return `${stem || "audience"}-${suffix}`
}

/** Whether a text could be the slug of a saved audience. */
export function isSlug(text: string): boolean {
  return text.length >= 3 && text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}
