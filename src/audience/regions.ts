import type { Catalog } from "#catalog/catalog"

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

/** Returns the English name of `world` or of a region code of caniuse-lite. */
export function regionName(code: string): string {
  if (code === "world") return "World"
  const name = namesByCode.get(code) ?? continents[code] ?? countryNames.of(code) ?? code
  namesByCode.set(code, name)
  return name
}

/** Caches names, because Intl.DisplayNames is slow and a search needs the names of all regions. */
const namesByCode = new Map<string, string>()

/** Returns the codes of all regions with usage data, sorted by name. */
export function regionCodes({ regions }: Pick<Catalog, "regions">): string[] {
  return Object.keys(regions).sort((a, b) => regionName(a).localeCompare(regionName(b), "en"))
}

const shortNames = new Intl.DisplayNames("en", { type: "region", style: "short" })

/** Returns the name and the short name of a region, normalized by `normalizeName`. */
export function normalizedRegionNames(code: string): readonly string[] {
  const cached = normalizedNamesByCode.get(code)
  if (cached) return cached
  const short = code.length === 2 ? shortNames.of(code) : undefined
  const normalized = [...new Set([regionName(code), short ?? regionName(code)])].map(normalizeName)
  normalizedNamesByCode.set(code, normalized)
  return normalized
}

const normalizedNamesByCode = new Map<string, readonly string[]>()

/** Keeps only letters and digits, in lower case and without accents. “&” becomes “and”. */
export function normalizeName(name: string): string {
  return withoutAccents(name)
    .replaceAll("&", "and")
    .replace(/[^\p{L}\p{N}]/gu, "")
}

export function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}
