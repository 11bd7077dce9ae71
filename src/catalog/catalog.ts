import type { BrowserId } from "./browsers"

/** Baseline status in words: `high` of the data is widely available, `low` newly available, `false` limited. */
export type Baseline = "widely" | "newly" | "limited"

/**
 * Support by core browser, in the order of `coreBrowsers`: the place of the first supporting version in
 * `Catalog.supportVersions` of that browser, or -1 where it has no support.
 */
export type Support = readonly number[]

export interface SupportStatus {
  baseline: Baseline
  support: Support
}

export interface Feature extends SupportStatus {
  id: string
  name: string
  description: string
  /** The description as HTML of web-features: text, `<code>`, `<em>` and the like. */
  descriptionHtml: string
  /** ISO dates on which the feature became newly and widely available; null where it has not. */
  newlySince: string | null
  widelySince: string | null
  groups: readonly string[]
  snapshots: readonly string[]
  specifications: readonly string[]
  caniuse: readonly string[]
  discouraged: Discouraged | null
  /** The parts of the feature by compat key, with the place of each one's status in `Catalog.statuses`. */
  parts: readonly (readonly [key: string, status: number])[]
}

export interface Discouraged {
  reason: string
  accordingTo: readonly string[]
  alternatives: readonly string[]
}

export interface Release {
  version: string
  /** ISO date, null where nobody recorded it. A date in the future is a plan. */
  date: string | null
  /** The Chromium version inside, for downstream browsers. */
  engineVersion?: string
}

export interface Browser {
  id: BrowserId
  name: string
  /** Ascending by version. */
  releases: readonly Release[]
}

/**
 * Usage in a region: for each of caniuse's browsers its versions in fractions of all visits.
 * caniuse's ids and version names, since browserslist speaks them; version 0 is already replaced by the newest.
 */
export type Usage = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface PackageVersions {
  webFeatures: string
  caniuse: string
  browserMapping: string
}

/** Everything that the site knows, compiled from the data packages by `compileCatalog`. */
export interface Catalog {
  packages: PackageVersions
  /** Ascending by id. */
  features: readonly Feature[]
  /** Old ids of features, with their new one. */
  moved: Readonly<Record<string, string>>
  /** Ids of features that were split, with what they were split into. */
  split: Readonly<Record<string, readonly string[]>>
  groups: Readonly<Record<string, { name: string; parent: string | null }>>
  snapshots: Readonly<Record<string, { name: string }>>
  browsers: readonly Browser[]
  /** For each core browser the versions at which any feature begins to work, ascending. */
  supportVersions: readonly (readonly string[])[]
  statuses: readonly SupportStatus[]
  /** Usage of the whole world and of each region of caniuse, by its code. */
  world: Usage
  regions: Readonly<Record<string, Usage>>
}
