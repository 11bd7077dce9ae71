import { lettersOf, regionCodes, regionName, spokenNames } from "../audience/regions"
import { loadCatalog } from "../catalog/load"
import { nearestIds } from "./search"

/** The codes of the regions whose names are nearest to one that means none, nearest first, at most five. */
export function nearestRegions(unknown: string): string[] {
  const wanted = lettersOf(unknown)
  // Two letters are near to any two others.
  if (wanted.length < 3) return []
  const codes = regionCodes(loadCatalog())
  const names = nearestIds(wanted, codes.flatMap(spokenNames))
  return [...new Set(names.flatMap((name) => codes.filter((code) => spokenNames(code).includes(name))))]
}

/** What is wrong with a text that names no audience, and what would be right. */
export function noAudienceSentence(text: string): string {
  const [nearest] = nearestRegions(text)
  const meant = nearest === undefined ? "" : ` Did you mean ${regionName(nearest)} (${nearest})?`
  return `There is no audience “${shorten(text)}” here.${meant} Take “world”, a region's code or name, such as DE, US or alt-eu, or the slug of a saved one.`
}

/** A visitor's text as far as a message shows it. */
function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
