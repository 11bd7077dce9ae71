import type { Catalog } from "#catalog/catalog"
import { processSingleton } from "#runtime/process-singleton"
import { otherRegionNames } from "./region-aliases"
import { normalizedRegionNames, normalizeName, regionName } from "./regions"

type Regions = Pick<Catalog, "regions">

/**
 * Finds a region by its code or by any name: the English name, another name of the same place, its own name, or its name
 * in another language, such as `Allemagne`. Returns its code. Ignores case, accents and punctuation.
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
 * Returns region codes by informal names and by names in other languages. Building takes about 100 ms, so that only a
 * name that is not English starts it. A foreign name of several regions is absent, and so is a word of several English
 * names, such as Congo.
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

/** “EU” is the United States in one language, and the European Union in others. */
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
