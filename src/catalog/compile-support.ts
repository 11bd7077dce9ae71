import { coreBrowsers } from "./browsers"
import type { Baseline, PartStatus, Support, SupportLevels } from "./catalog"
import { type CompatData, firstPartialVersions } from "./compat-data"
import { compareVersions, countUpTo, normalizeVersion, withoutZeros } from "./version"

type WebFeature = Extract<typeof import("web-features").features[string], { kind: "feature" }>
type Status = Pick<WebFeature["status"], "baseline" | "baseline_low_date" | "support">

/** A version of each core browser. Undefined without support. */
type Versions = readonly (string | undefined)[]

type SupportVersions = { full: Versions; some: Versions }

type ReadPart = SupportVersions & Pick<PartStatus, "baseline" | "since">

type ReadFeature = SupportVersions & { parts: ReadonlyMap<string, ReadPart> }

/**
 * Returns the first versions with full support, and the first versions with at least partial support, of a feature and
 * of each of its parts.
 *
 * The full support of a feature comes from its status in web-features, which also determines Baseline. web-features
 * excludes some parts from the calculation of this status. So the first version with full support can be older than the
 * first version that supports all parts.
 */
export function readSupport({ status }: WebFeature, compatData: CompatData): ReadFeature {
  const full = versionsOf(status)
  const parts = new Map(
    Object.entries(status.by_compat_key ?? {}).map(([key, part]): [string, ReadPart] => {
      const { baseline, baseline_low_date, support } = part as Status
      const versions = versionsOf({ support })
      return [
        key,
        {
          baseline: toBaseline(baseline),
          since: toDate(baseline_low_date),
          full: versions,
          some: firstPartialVersions(compatData.find(key), versions),
        },
      ]
    }),
  )
  return { full, some: earliestOf([full, ...usableParts(parts)]), parts }
}

/**
 * Returns the first versions with at least partial support of the parts that count for the partial support of a
 * feature. Names of permissions do not count if the feature has other parts. Browsers accept these names without the
 * feature that the permission controls: Chrome for Android accepts `allow="hid"`, but does not have WebHID.
 */
function usableParts(parts: ReadFeature["parts"]): Versions[] {
  const entries = [...parts]
  const usable = entries.filter(([key]) => !permissionName.test(key))
  return (usable.length > 0 ? usable : entries).map(([, { some }]) => some)
}

const permissionName = /^(html\.elements\.iframe\.allow|http\.headers\.(Permissions|Feature)-Policy)\./

function versionsOf({ support }: Pick<Status, "support">): Versions {
  return coreBrowsers.map((browser) => {
    const since = support[browser]
    return since === undefined ? undefined : withoutZeros(normalizeVersion(since))
  })
}

function earliestOf(list: readonly Versions[]): Versions {
  return coreBrowsers.map((_, browser) =>
    list.reduce<string | undefined>((earliest, versions) => {
      const version = versions[browser]
      if (version === undefined) return earliest
      return earliest === undefined || compareVersions(version, earliest) < 0 ? version : earliest
    }, undefined),
  )
}

/** Returns, for each core browser, the versions that add any support, ascending. */
export function supportVersionsOf(features: Iterable<ReadFeature>): string[][] {
  const versions = coreBrowsers.map(() => new Set<string>())
  for (const feature of features) {
    for (const { full, some } of [feature, ...feature.parts.values()]) {
      for (const [browser, found] of versions.entries()) {
        for (const version of [full[browser], some[browser]]) if (version !== undefined) found.add(version)
      }
    }
  }
  return versions.map((found) => [...found].sort(compareVersions))
}

/** Returns versions as indexes into `supportVersions`. The index is -1 without support. */
export function encodeSupport(
  { full, some }: SupportVersions,
  supportVersions: readonly (readonly string[])[],
): SupportLevels {
  const encode = (versions: Versions): Support =>
    versions.map((version, browser) =>
      version === undefined ? -1 : countUpTo(supportVersions[browser] ?? [], version) - 1,
    )
  return { support: encode(full), someSupport: encode(some) }
}

export function toBaseline(baseline: Status["baseline"]): Baseline {
  if (baseline === "high") return "widely"
  return baseline === "low" ? "newly" : "limited"
}

/** Returns a date of web-features, such as `≤2020-01-15`, as an ISO date. */
export function toDate(date: string | undefined): string | null {
  const iso = date?.replace("≤", "") ?? ""
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : null
}
