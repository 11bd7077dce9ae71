import type { BrowserId } from "./browsers"
import type { CaniuseFeature } from "./caniuse-only"

export type Baseline = "widely" | "newly" | "limited"

/**
 * Support in each core browser, in the order of `coreBrowsers`. Each number is the index of a version in the browser's
 * list in `Catalog.supportVersions`. This version is the first one with support. The number is -1 if no version has
 * support.
 */
export type Support = readonly number[]

export type SupportLevels = {
  /** Full support: all parts, without a prefix or a flag. */
  support: Support
  /**
   * At least partial support: the browser supports at least one part, possibly only with a prefix or under another
   * name. This version is never newer than the version in `support`.
   */
  someSupport: Support
}

export type SupportStatus = SupportLevels & {
  baseline: Baseline
}

export type PartStatus = SupportStatus & {
  /** ISO date on which the part became Baseline newly available. */
  since: string | null
}

export type Feature = SupportStatus & {
  id: string
  name: string
  description: string
  descriptionHtml: string
  /** ISO dates on which the feature became newly and widely available. */
  newlySince: string | null
  widelySince: string | null
  groups: readonly string[]
  snapshots: readonly string[]
  specifications: readonly string[]
  caniuse: readonly string[]
  discouraged: Discouraged | null
  /** The compat key of each part, and the index of the status of the part in `Catalog.statuses`. */
  parts: readonly (readonly [key: string, status: number])[]
}

export type Discouraged = {
  reason: string
  accordingTo: readonly string[]
  alternatives: readonly string[]
}

export type Release = {
  version: string
  /** The ISO date of the release, or null if unknown. Planned releases have a date in the future. */
  date: string | null
  engineVersion?: string
}

export type Browser = {
  id: BrowserId
  name: string
  releases: readonly Release[]
}

/**
 * Shares of all visits (0 to 1) by caniuse's browser ids and versions. Version 0 of caniuse is replaced by the version
 * that it means: the newest.
 */
export type Usage = Readonly<Record<string, Readonly<Record<string, number>>>>

export type PackageVersions = {
  webFeatures: string
  caniuse: string
  browserMapping: string
  /** Null for older data, which are compared without this package, so without prefixes and partial implementations. */
  compatData: string | null
}

export type Catalog = {
  packages: PackageVersions
  features: readonly Feature[]
  /** The new ids of features whose id has changed, by old id. */
  moved: Readonly<Record<string, string>>
  /** The ids of the features that replace a feature that was split, by the id of the split feature. */
  split: Readonly<Record<string, readonly string[]>>
  groups: Readonly<Record<string, { name: string; parent: string | null }>>
  snapshots: Readonly<Record<string, { name: string }>>
  browsers: readonly Browser[]
  /** For each core browser, the versions that added any full or partial support, ascending. */
  supportVersions: readonly (readonly string[])[]
  statuses: readonly PartStatus[]
  world: Usage
  regions: Readonly<Record<string, Usage>>
  /** Features that web-features does not have. */
  caniuseOnly: readonly CaniuseFeature[]
}
