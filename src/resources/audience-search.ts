import { regionAliases } from "../audience/region-aliases"
import { findRegion, normalizeName, withoutAccents } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { hasAtWordStart, normalizeWords } from "./tokenize"

/** As much of a listed audience as it is found by. */
interface Listed {
  id: string
  label: string
  kind: "world" | "region" | "saved"
}

/**
 * Those of `items` that a text is the code, the name or a part of the name of: first the one that it means as
 * `audience`, then what is also called so, what begins so, and the rest, each in the order that they came in.
 */
export function searchAudiences<Item extends Listed>(items: readonly Item[], text: string): Item[] {
  return [...new Set(waysToFind(text).flatMap((isFound) => items.filter(isFound)))]
}

/** How an audience may be what a text is about, surest first. */
function waysToFind(text: string): ((item: Listed) => boolean)[] {
  const region = findRegion(text, loadCatalog())
  const [plain, words, letters] = [withoutAccents(text), normalizeWords(text), normalizeName(text)]
  const isAlso = (isMeant: (name: string) => boolean) => (item: Listed) =>
    item.kind !== "saved" && regionAliases(item.id).some(isMeant)
  const isLong = words !== "" && letters.length > 2
  return [
    ({ id, label }) => id === region || id === plain || withoutAccents(label) === plain,
    isAlso((name) => name === letters),
    ({ label }) => words !== "" && normalizeWords(label).startsWith(words),
    ({ label }) => words !== "" && hasAtWordStart(label, words),
    ({ label }) =>
      withoutAccents(label).includes(plain) || (isLong && normalizeName(label).includes(letters)),
    // Who looks for “no” does not mean Norge.
    isAlso((name) => isLong && name.startsWith(letters)),
  ]
}
