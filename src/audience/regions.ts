import type { Catalog } from "../catalog/catalog"

/** caniuse's codes of regions larger than a country. */
const continents: Readonly<Record<string, string>> = {
  "alt-af": "Africa",
  "alt-an": "Antarctica",
  "alt-as": "Asia",
  "alt-eu": "Europe",
  "alt-na": "North America",
  "alt-oc": "Oceania",
  "alt-sa": "South America",
  "alt-ww": "Worldwide (region data)",
}

const countryNames = new Intl.DisplayNames("en", { type: "region" })

/** The name of `world` or of a region code of caniuse-lite, in English. */
export function regionName(code: string): string {
  if (code === "world") return "World"
  const known = names.get(code) ?? continents[code] ?? countryNames.of(code) ?? code
  names.set(code, known)
  return known
}

/** Intl takes its time, and all of them are looked through for the name of one. */
const names = new Map<string, string>()

/** The codes of all regions that there is usage data for, by name. */
export function regionCodes({ regions }: Pick<Catalog, "regions">): string[] {
  return Object.keys(regions).sort((a, b) => regionName(a).localeCompare(regionName(b), "en"))
}

/**
 * The code that a visitor's text means: `world`, a region code in any case, or a region's name, also a short one (UK,
 * Hong Kong) and without accents and signs; undefined for others.
 */
export function findRegion(text: string, catalog: Pick<Catalog, "regions">): string | undefined {
  if (text.toLowerCase() === "world") return "world"
  const code = text.length === 2 ? text.toUpperCase() : text.toLowerCase()
  if (Object.hasOwn(catalog.regions, code)) return code
  const name = normalizeName(text)
  return name === ""
    ? undefined
    : Object.keys(catalog.regions).find((region) => normalizedRegionNames(region).includes(name))
}

const shortNames = new Intl.DisplayNames("en", { type: "region", style: "short" })

/** What people call a region: its name and its short name, in plain letters. */
export function normalizedRegionNames(code: string): readonly string[] {
  const known = spoken.get(code)
  if (known) return known
  const short = code.length === 2 ? shortNames.of(code) : undefined
  const made = [...new Set([regionName(code), short ?? regionName(code)])].map(normalizeName)
  spoken.set(code, made)
  return made
}

const spoken = new Map<string, readonly string[]>()

/** Letters and digits alone, without accents, in lower case; “&” is “and”. */
export function normalizeName(name: string): string {
  return withoutAccents(name)
    .replaceAll("&", "and")
    .replace(/[^\p{L}\p{N}]/gu, "")
}

/** In lower case and without accents, as many type. */
export function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}
