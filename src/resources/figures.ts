import type { Audience } from "#audience/audience"
import type { CatalogIndex } from "#catalog/load"
import type { Reach } from "#reach/reach"
import type { AudienceSummary } from "./response-schemas"

/** Rounds a share to nine decimals: more than any usage data has, and without the noise of binary arithmetic. */
export function roundShare(fraction: number): number {
  return Math.round(fraction * 1e9) / 1e9
}

/** Rounds the shares of a reach so that they still add up to 1. */
export function roundReach(exact: Reach): Reach {
  const [reach, unknown] = [roundShare(exact.reach), roundShare(exact.unknown)]
  return { reach, lost: roundShare(1 - reach - unknown), unknown }
}

/** The part of an audience that every response with figures contains. */
export function summarize({ id, label, browsers, of, unknown }: Audience): AudienceSummary {
  return { id, label, browsers, of, unknown: roundShare(unknown) }
}

/** The first version with support, by core browser. `support` contains indexes into `supportVersions`. */
export function supportVersionsOf(
  { supportVersions, browsers }: CatalogIndex,
  support: readonly number[],
): Record<string, string> {
  return Object.fromEntries(
    support.flatMap((versionIndex, browserIndex) => {
      const version = supportVersions[browserIndex]?.[versionIndex]
      return version === undefined ? [] : [[browsers[browserIndex]?.id as string, version]]
    }),
  )
}
