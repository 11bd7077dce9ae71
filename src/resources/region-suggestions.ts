import { distance } from "fastest-levenshtein"
import { regionAliases } from "../audience/region-aliases"
import { normalizedRegionNames, normalizeName, regionCodes, regionName } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { isShuffled, suggestIds } from "./suggestions"
import { hasAtWordStart, normalizeWords } from "./tokenize"

/**
 * `world` and the codes of the regions that a text most likely means which names none, likeliest first, at most five:
 * those that are also called so or have its words in their names, else those whose names begin so, else those that it
 * is a slip of the pen for. None where nothing is near.
 */
export function suggestRegions(unknown: string): string[] {
  const text = unknown.slice(0, 100)
  const [words, letters] = [normalizeWords(text), normalizeName(text)]
  if (words === "") return []
  const codes = ["world", ...regionCodes(loadCatalog())]
  const called = codes.filter((code) => regionAliases(code).includes(letters))
  // Two letters begin too many names, and are near to any two others.
  if (letters.length < 3) return called
  const having = codes.filter((code) => ` ${normalizeWords(regionName(code))} `.includes(` ${words} `))
  const meant = [...new Set([...called, ...having])]
  if (meant.length > 0) return meant.slice(0, 5)
  const begun = begunBy(words, letters, codes)
  return (begun.length > 0 ? begun : misspeltAs(letters, codes)).slice(0, 5)
}

/** Who has typed half a name, or a code of three letters, is likeliest to mean the shortest name. */
function begunBy(words: string, letters: string, codes: readonly string[]): string[] {
  return codes
    .filter(
      (code) =>
        hasAtWordStart(regionName(code), words) ||
        regionAliases(code).some((name) => name.startsWith(letters)),
    )
    .sort((a, b) => regionName(a).length - regionName(b).length)
}

function misspeltAs(letters: string, codes: readonly string[]): string[] {
  const namesOf = (code: string) => [...normalizedRegionNames(code), ...regionAliases(code)]
  const near = suggestIds(
    letters,
    codes.flatMap(namesOf).filter((name) => isMisspelt(letters, name)),
  )
  return [...new Set(near.flatMap((name) => codes.filter((code) => namesOf(code).includes(name))))]
}

/**
 * Whether a text has few enough slips for its length to mean a name. Of a short one almost every letter counts:
 * Berlin is no Benin. Who makes several slips has at least begun rightly.
 */
function isMisspelt(text: string, name: string): boolean {
  if (text.length < 4 || name.length < 3 || Math.abs(text.length - name.length) > 3) return false
  const begunRightly = text[0] === name[0]
  // Letters in another order are one slip, though two of them are wrong.
  return (
    distance(text, name) <= (begunRightly ? mostSlips(text) : 1) || (begunRightly && isShuffled(text, name))
  )
}

function mostSlips({ length }: string): number {
  if (length < 7) return 1
  return length < 9 ? 2 : 3
}

/** What is wrong with a text that names no audience, and what would be right. */
export function unknownAudienceMessage(text: string): string {
  const nearest = suggestRegions(text)
    .slice(0, 3)
    .map((code) => `${regionName(code)} (${code})`)
  const meant = nearest.length > 0 ? ` Did you mean ${alternatives.format(nearest)}?` : ""
  return `There is no audience “${shorten(text)}” here.${meant} Take “world”, a region's code or name, such as DE, US or alt-eu, or the slug of a saved one.`
}

const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" })

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
