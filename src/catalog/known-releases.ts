/**
 * The releases of all browsers, from baseline-browser-mapping. Unlike the compiled catalogue, this module also runs in
 * a browser's worker.
 */
import { getAllVersions } from "baseline-browser-mapping"
import { type BrowserId, browserIds, type DownstreamBrowserId, downstreamBrowsers } from "./browsers"
import { compareVersions, countUpTo } from "./version"

type KnownReleases = {
  /** The versions of all releases, in ascending order. */
  versions: readonly string[]
  /** The Chromium version of each version in `versions`, in the same order. Empty for core browsers. */
  chromium: readonly string[]
  majors: ReadonlySet<number>
  oldestMajor: number
  newestMajor: number
}

let releasesById: ReadonlyMap<BrowserId, KnownReleases> | undefined

function releasesOf(browser: BrowserId): KnownReleases {
  releasesById ??= loadReleases()
  return releasesById.get(browser) as KnownReleases
}

function loadReleases(): ReadonlyMap<BrowserId, KnownReleases> {
  const all = getAllVersions({
    includeDownstreamBrowsers: true,
    outputFormat: "array",
    suppressWarnings: true,
  }) as { browser: string; version: string; engine?: string; engine_version?: string }[]
  return new Map(
    browserIds.map((id) => {
      const releases = all
        // In baseline-browser-mapping, version 0 means “before Baseline”. It is not a release.
        .filter(({ browser, version }) => browser === id && version !== "0")
        .filter(({ engine, engine_version }) => !isDownstream(id) || (engine === "Blink" && engine_version))
        .sort((a, b) => compareVersions(a.version, b.version))
      const majors = releases.map(({ version }) => Number.parseInt(version, 10))
      return [
        id,
        {
          versions: releases.map(({ version }) => version),
          chromium: releases.flatMap(({ engine_version }) => engine_version ?? []),
          majors: new Set(majors),
          oldestMajor: Math.min(...majors),
          newestMajor: Math.max(...majors),
        },
      ]
    }),
  )
}

/** Whether the data packages state the Chromium version of each version of a browser. */
export function isDownstream(browser: BrowserId): browser is DownstreamBrowserId {
  return browser in downstreamBrowsers
}

/**
 * Returns the Chromium version of a version of a downstream browser. Uses the newest known release that is not newer
 * than `version`. Returns undefined for a version before the first known release.
 */
export function chromiumVersionOf(browser: DownstreamBrowserId, version: string): string | undefined {
  const { versions, chromium } = releasesOf(browser)
  return chromium[countUpTo(versions, version) - 1]
}

/** Whether a version is newer than all known releases of a browser, including planned releases. */
export function isNewerThanKnown(browser: BrowserId, version: string): boolean {
  return compareVersions(version, releasesOf(browser).versions.at(-1) ?? version) > 0
}

/**
 * The keys are the browsers that have a complete list of major versions. Each value is the browser that has this list:
 * Chrome for Android, for example, has the same major versions as Chrome. The lists of other browsers have gaps.
 */
const completeLists: Readonly<Partial<Record<BrowserId, BrowserId>>> = {
  chrome: "chrome",
  chrome_android: "chrome",
  webview_android: "chrome",
  edge: "edge",
  firefox: "firefox",
  firefox_android: "firefox",
  safari: "safari",
  safari_ios: "safari_ios",
}

/**
 * The installed data may be older than a visit, so versions up to this factor above the newest version are accepted. A
 * browser with a release each month reaches this factor after two years.
 */
const maxNewerFactor = 1.25

/**
 * Whether a browser has a release with this major version. Safari, for example, has no releases 19 to 25. Also returns
 * true for major versions up to a quarter above the newest known one.
 */
export function isReleasedMajor(browser: BrowserId, major: number): boolean {
  if (major < releasesOf(browser).oldestMajor) return false
  const complete = completeLists[browser]
  const { majors, newestMajor } = releasesOf(complete ?? browser)
  if (major > newestMajor) return major <= newestMajor * maxNewerFactor
  return complete === undefined || majors.has(major)
}
