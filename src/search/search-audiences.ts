import { findRegion } from "#audience/find-region"
import { regionAliases } from "#audience/region-aliases"
import { normalizeName, withoutAccents } from "#audience/regions"
import { loadCatalog } from "#catalog/load"
import { hasAtWordStart, normalizeWords } from "./tokenize"

type Listed = { id: string; label: string; kind: "world" | "region" | "saved" }

/**
 * Searches audiences by code and name, best match first: codes and full names, other names, names that start with the
 * text, then parts of names. Each group keeps the order of `items`.
 */
export function searchAudiences<Item extends Listed>(items: readonly Item[], text: string): Item[] {
  return [...new Set(matchersFor(text).flatMap((isMatch) => items.filter(isMatch)))]
}

function matchersFor(text: string): ((item: Listed) => boolean)[] {
  const region = findRegion(text, loadCatalog())
  const [plain, words, letters] = [withoutAccents(text), normalizeWords(text), normalizeName(text)]
  const hasOtherName = (isMatch: (name: string) => boolean) => (item: Listed) =>
    item.kind !== "saved" && regionAliases(item.id).some(isMatch)
  const isLong = words !== "" && letters.length > 2
  return [
    ({ id, label }) => id === region || id === plain || withoutAccents(label) === plain,
    hasOtherName((name) => name === letters),
    ({ label }) => words !== "" && normalizeWords(label).startsWith(words),
    ({ label }) => words !== "" && hasAtWordStart(label, words),
    ({ label }) =>
      withoutAccents(label).includes(plain) || (isLong && normalizeName(label).includes(letters)),
    // Requires more letters for the start of a name, because a short text is the start of too many names: “no” does not
    // mean Norge.
    hasOtherName((name) => isLong && name.startsWith(letters)),
  ]
}
