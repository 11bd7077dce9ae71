import type { Audience } from "#audience/audience"
import type { BrowserId } from "#catalog/browsers"
import { compareVersions } from "#catalog/version"

/**
 * Drops the versions of a browser below a version. The shares of the remaining audience are fractions of the remaining
 * visits.
 * @returns the share of the dropped visits, and the remaining audience, or null if no visit with a known browser remains
 */
export function withoutVersionsBelow(
  audience: Audience,
  browser: BrowserId,
  version: string,
): { share: number; remaining: Audience | null } {
  const isDropped = (entry: Audience["shares"][number]) =>
    entry.browser === browser && compareVersions(entry.version, version) < 0
  const kept = audience.shares.filter((entry) => !isDropped(entry))
  const share = audience.shares.reduce((sum, entry) => (isDropped(entry) ? sum + entry.share : sum), 0)
  if (kept.length === 0) return { share, remaining: null }
  const shareOfAll = audience.of === "all" ? share : share * (1 - audience.unknown)
  const scaled = kept.map((entry) => ({ ...entry, share: entry.share / (1 - share) }))
  return { share, remaining: { ...audience, shares: scaled, unknown: audience.unknown / (1 - shareOfAll) } }
}
