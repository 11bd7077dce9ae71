import { processSingleton } from "#runtime/process-singleton"
import { normalizeName } from "./regions"

/** Informal and former names of the same place. */
const informalAndFormerNames: Readonly<Record<string, readonly string[]>> = {
  world: ["global", "worldwide"],
  AE: ["UAE", "Emirates"],
  CD: ["DR Congo", "Democratic Republic of the Congo", "Zaire"],
  CI: ["Ivory Coast"],
  CZ: ["Czech Republic"],
  GB: ["Great Britain", "Britain"],
  KR: ["Republic of Korea"],
  MK: ["Macedonia"],
  MM: ["Burma"],
  NL: ["Holland"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  TR: ["Turkey"],
  US: ["USA", "United States of America"],
}

/** Names of a smaller or larger place, and names that may mean another place. */
const similarNames: Readonly<Record<string, readonly string[]>> = {
  "alt-eu": ["EU", "European Union"],
  GB: ["England", "Scotland", "Wales", "Northern Ireland"],
  KR: ["Korea"],
  US: ["America"],
}

/**
 * Returns other names of the same region, normalized by `normalizeName`: informal names, former names and the name in
 * the main language of the region.
 */
export function otherRegionNames(code: string): readonly string[] {
  return cachedNames("other-region-names", code, () => [
    ...(informalAndFormerNames[code] ?? []),
    ...endonymsOf(code),
  ])
}

/**
 * Returns the names of `otherRegionNames`, and also names that may mean another place, such as England for the United
 * Kingdom.
 */
export function regionAliases(code: string): readonly string[] {
  return cachedNames("region-aliases", code, () => [...otherRegionNames(code), ...(similarNames[code] ?? [])])
}

function cachedNames(cacheName: string, code: string, namesOf: () => string[]): readonly string[] {
  const cache = processSingleton(cacheName, () => new Map<string, readonly string[]>())
  const names = cache.get(code) ?? namesOf().map(normalizeName)
  cache.set(code, names)
  return names
}

/**
 * Returns the name of a region in its main language, from CLDR: `Deutschland` for DE. Returns an empty list for
 * continents, and if CLDR has no name.
 */
function endonymsOf(code: string): string[] {
  if (code.length !== 2) return []
  const { language } = new Intl.Locale(`und-${code}`).maximize()
  // Without this check, Intl.DisplayNames would use the language of the machine.
  if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) return []
  const endonym = new Intl.DisplayNames(language, { type: "region", style: "short", fallback: "none" }).of(
    code,
  )
  return endonym === undefined ? [] : [endonym]
}
