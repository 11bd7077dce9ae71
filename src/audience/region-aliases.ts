import { processSingleton } from "#runtime/process-singleton"
import { normalizeName } from "./regions"

const informalAndFormerNames: Readonly<Record<string, readonly string[]>> = {
  world: ["global", "worldwide"],
  "alt-eu": ["EU", "European Union"],
  AE: ["UAE", "Emirates"],
  CD: ["DR Congo", "Democratic Republic of the Congo", "Zaire"],
  CI: ["Ivory Coast"],
  CZ: ["Czech Republic"],
  GB: ["Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  KR: ["Korea", "Republic of Korea"],
  MK: ["Macedonia"],
  MM: ["Burma"],
  NL: ["Holland"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  TR: ["Turkey"],
  US: ["USA", "America", "United States of America"],
}

/**
 * Returns other names of a region: informal names, former names and the name in the region's main language. All are
 * normalized by `normalizeName`.
 */
export function regionAliases(code: string): readonly string[] {
  const cache = processSingleton("region-aliases", () => new Map<string, readonly string[]>())
  const cached = cache.get(code)
  if (cached) return cached
  const aliases = [...(informalAndFormerNames[code] ?? []), ...endonymsOf(code)].map(normalizeName)
  cache.set(code, aliases)
  return aliases
}

/**
 * Returns the name in the main language from CLDR: `Deutschland` for DE. Empty for continents and if CLDR has no data.
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
