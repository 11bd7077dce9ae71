import type { Catalog } from "#catalog/catalog"
import { processSingleton } from "#runtime/process-singleton"
import { otherRegionNames } from "./region-aliases"
import { normalizedRegionNames, normalizeName, regionName } from "./regions"

type Regions = Pick<Catalog, "regions">

/**
 * Returns the code of the region that a text names, or undefined. The text can be the code of the region or one of its
 * names: the English name, an informal or former name, or the name in another language, such as `Allemagne`. Ignores
 * case, accents and punctuation.
 */
export function findRegion(text: string, catalog: Regions): string | undefined {
  if (text.toLowerCase() === "world") return "world"
  const code = text.length === 2 ? text.toUpperCase() : text.toLowerCase()
  if (Object.hasOwn(catalog.regions, code)) return code
  const name = text.length > maxNameLength ? "" : normalizeName(text)
  if (name === "") return undefined
  const names = processSingleton("english-region-names", () => englishNames(catalog))
  return names.get(name) ?? processSingleton("region-names", () => otherNames(catalog)).get(name)
}

const maxNameLength = 100

function englishNames({ regions }: Regions): ReadonlyMap<string, string> {
  const codes = Object.keys(regions).reverse()
  return new Map(codes.flatMap((code) => normalizedRegionNames(code).map((name) => [name, code])))
}

/** The official languages of the European Union, and other languages with many speakers. */
const languages = [
  ...["ar", "bg", "bn", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu"],
  ...["id", "it", "ja", "ko", "lt", "lv", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th"],
  ...["tr", "uk", "vi", "zh", "zh-Hant"],
]

/** The codes of CLDR for the world and the continents (UN M49). */
const continentCodes: Readonly<Record<string, string>> = {
  world: "001",
  "alt-af": "002",
  "alt-as": "142",
  "alt-eu": "150",
  "alt-na": "003",
  "alt-oc": "009",
  "alt-sa": "005",
}

/**
 * Returns a map from informal names and names in other languages to region codes. Building the map takes about 100 ms,
 * so the map is built only when a text is not an English name. The map does not contain ambiguous names: a foreign name
 * of several regions, or a word in several English names, such as Congo.
 */
function otherNames({ regions }: Regions): ReadonlyMap<string, string> {
  const codes = Object.keys(regions)
  const found = new Map<string, string>()
  const ambiguous = wordsOfSeveralRegions(codes)
  for (const { code, name } of foreignNames(codes)) {
    if ((found.get(name) ?? code) !== code) ambiguous.add(name)
    found.set(name, code)
  }
  for (const name of ambiguous) found.delete(name)
  for (const code of ["world", ...codes]) for (const name of otherRegionNames(code)) found.set(name, code)
  return found
}

function* foreignNames(codes: readonly string[]) {
  const countries = codes.filter((code) => code.length === 2)
  const named = [...countries.map((code) => [code, code] as const), ...Object.entries(continentCodes)]
  for (const locale of Intl.DisplayNames.supportedLocalesOf(languages)) {
    const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" })
    for (const [code, cldrCode] of named) {
      const name = normalizeName(names.of(cldrCode) ?? "")
      if (!isAbbreviation(name)) yield { code, name }
    }
  }
}

/** Abbreviations are ambiguous: “EU” means the United States in one language, and the European Union in others. */
const isAbbreviation = (name: string) => /^[a-z]{0,2}$/.test(name)

function wordsOfSeveralRegions(codes: readonly string[]): Set<string> {
  const words = codes.flatMap((code) => [
    ...new Set(
      regionName(code)
        .split(/[^\p{L}]+/u)
        .map(normalizeName),
    ),
  ])
  const once = new Set<string>()
  const repeated = new Set<string>()
  for (const word of words) (once.has(word) ? repeated : once).add(word)
  return repeated
}
