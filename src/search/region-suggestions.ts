import { distance } from "fastest-levenshtein"
import { regionAliases } from "#audience/region-aliases"
import { normalizedRegionNames, normalizeName, regionCodes, regionName } from "#audience/regions"
import { loadCatalog } from "#catalog/load"
import { isAnagram, suggestIds } from "./suggestions"
import { hasAtWordStart, normalizeWords } from "./tokenize"

const maxSuggestions = 5

/**
 * Suggests at most five audience ids for an unknown name, most likely first. Tries three kinds of matches in order, and
 * returns the first result. First: other names and whole words of names. Second: names with a word that starts with the
 * text. Third: misspelt names.
 */
export function suggestRegions(unknownName: string): string[] {
  const text = unknownName.slice(0, 100)
  const [words, letters] = [normalizeWords(text), normalizeName(text)]
  if (words === "") return []
  const codes = ["world", ...regionCodes(loadCatalog())]
  const byOtherName = codes.filter((code) => regionAliases(code).includes(letters))
  // For at most two letters, returns only other names: too many names start with two letters, and a misspelt name of
  // two letters could be any name.
  if (letters.length < 3) return byOtherName
  const byWords = codes.filter((code) => ` ${normalizeWords(regionName(code))} `.includes(` ${words} `))
  const matches = [...new Set([...byOtherName, ...byWords])]
  if (matches.length > 0) return matches.slice(0, maxSuggestions)
  const byStart = startingWith(words, letters, codes)
  return (byStart.length > 0 ? byStart : misspellingsOf(letters, codes)).slice(0, maxSuggestions)
}

function startingWith(words: string, letters: string, codes: readonly string[]): string[] {
  return codes
    .filter(
      (code) =>
        hasAtWordStart(regionName(code), words) ||
        regionAliases(code).some((name) => name.startsWith(letters)),
    )
    .sort((a, b) => regionName(a).length - regionName(b).length)
}

function misspellingsOf(letters: string, codes: readonly string[]): string[] {
  const namesOf = (code: string) => [...normalizedRegionNames(code), ...regionAliases(code)]
  const names = suggestIds(
    letters,
    codes.flatMap(namesOf).filter((name) => isMisspelling(letters, name)),
  )
  return [...new Set(names.flatMap((name) => codes.filter((code) => namesOf(code).includes(name))))]
}

/**
 * Whether a text is a misspelt name. A longer text may have more edits. A short text may have only one edit: Berlin is
 * not Benin. If the first letter is wrong, a text of any length may have only one edit.
 */
function isMisspelling(text: string, name: string): boolean {
  if (text.length < 4 || name.length < 3 || Math.abs(text.length - name.length) > 3) return false
  const hasSameStart = text[0] === name[0]
  return (
    distance(text, name) <= (hasSameStart ? maxEdits(text) : 1) || (hasSameStart && isAnagram(text, name))
  )
}

function maxEdits({ length }: string): number {
  if (length < 7) return 1
  return length < 9 ? 2 : 3
}

/** The error message for a text that does not name an audience, with suggestions and the valid values. */
export function unknownAudienceMessage(text: string): string {
  const names = suggestRegions(text)
    .slice(0, 3)
    .map((code) => `${regionName(code)} (${code})`)
  const question = names.length > 0 ? ` Did you mean ${alternatives.format(names)}?` : ""
  return `There is no audience “${truncate(text)}”.${question} Use “world”, a region code or name, such as DE, US or alt-eu, or the slug of a saved audience.`
}

const alternatives = new Intl.ListFormat("en-GB", { type: "disjunction" })

function truncate(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
