import { processSingleton } from "../catalog/process-singleton"
import { lettersOf } from "./regions"

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
 * What `world` or a region is called besides its English names, in plain letters: loosely or formerly, and by those
 * who live there, in the language that most of them speak.
 */
export function otherNames(code: string): readonly string[] {
  const names = processSingleton("other-names", () => new Map<string, readonly string[]>())
  const known = names.get(code)
  if (known) return known
  const made = [...(loosely[code] ?? []), ...endonymsOf(code)].map(lettersOf)
  names.set(code, made)
  return made
}

/** From CLDR: `Deutschland` for DE. Empty for continents and for languages without data. */
function endonymsOf(code: string): string[] {
  if (code.length !== 2) return []
  const { language } = new Intl.Locale(`und-${code}`).maximize()
  // Intl.DisplayNames falls back to the language of the machine.
  if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) return []
  const endonym = new Intl.DisplayNames(language, { type: "region", style: "short", fallback: "none" }).of(
    code,
  )
  return endonym === undefined ? [] : [endonym]
}
