import type { Audience } from "../audience/audience"
import type { CatalogIndex } from "../catalog/load"
import type { Reach } from "../reach/reach"
import type { AudienceSummary } from "./response-schemas"

/**
 * A fraction without the noise of binary arithmetic: nine decimals, which is more than any usage data has.
 */
export function roundShare(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9
}

/** Three figures that add up to 1 also after rounding. */
export function roundReach({ reach, unknown }: Reach): Reach {
  const figures = { reach: roundShare(reach), unknown: roundShare(unknown) }
  return {
    reach: figures.reach,
    lost: roundShare(1 - figures.reach - figures.unknown),
    unknown: figures.unknown,
  }
}

export function summarize({ id, label, browsers, of, unknown }: Audience): AudienceSummary {
  return { id, label, browsers, of, unknown: roundShare(unknown) }
}

/** Support in words: the first version by core browser, without those that have none. */
export function supportVersionsOf(
  { supportVersions, browsers }: CatalogIndex,
  support: readonly number[],
): Record<string, string> {
  return Object.fromEntries(
    support.flatMap((place, core) => {
      const version = supportVersions[core]?.[place]
      return version === undefined ? [] : [[browsers[core]?.id as string, version]]
    }),
  )
}
