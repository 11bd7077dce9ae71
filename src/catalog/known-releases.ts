/**
 * The releases of all browsers, from baseline-browser-mapping. Unlike the compiled catalogue, this module also runs in
 * a browser's worker.
 */
import { getAllVersions } from "baseline-browser-mapping"
import { type BrowserId, browserIds, type DownstreamBrowserId, downstreamBrowsers } from "./browsers"
import { compareVersions } from "./version"

type KnownRelease = {
  version: string
  /** The Chromium version. Only releases of downstream browsers have it. */
  chromium: string | undefined
}

let releasesById: ReadonlyMap<BrowserId, readonly KnownRelease[]> | undefined

function releasesOf(browser: BrowserId): readonly KnownRelease[] {
  releasesById ??= loadReleases()
  return releasesById.get(browser) ?? []
}

function loadReleases(): ReadonlyMap<BrowserId, readonly KnownRelease[]> {
  const all = getAllVersions({
    includeDownstreamBrowsers: true,
    outputFormat: "array",
    suppressWarnings: true,
  }) as { browser: string; version: string; engine?: string; engine_version?: string }[]
  const releases = new Map<BrowserId, KnownRelease[]>(browserIds.map((id) => [id, []]))
  for (const { browser, version, engine, engine_version } of all) {
    // In baseline-browser-mapping, version 0 means “before Baseline”. It is not a release.
    if (version === "0" || (isDownstream(browser as BrowserId) && engine !== "Blink")) continue
    releases.get(browser as BrowserId)?.push({ version, chromium: engine_version })
  }
  for (const list of releases.values()) list.sort((a, b) => compareVersions(a.version, b.version))
  return releases
}

/** Whether the data map the versions of a browser to versions of Chromium. */
export function isDownstream(browser: BrowserId): browser is DownstreamBrowserId {
  return browser in downstreamBrowsers
}

/**
 * Returns the Chromium version of a downstream browser: that of its newest known release that is not newer than
 * `version`. Returns undefined for a version before the first known release.
 */
export function chromiumVersionOf(browser: DownstreamBrowserId, version: string): string | undefined {
  return releasesOf(browser).findLast((release) => compareVersions(release.version, version) <= 0)?.chromium
}

/** Whether a version is newer than all known releases of a browser, planned releases included. */
export function isNewerThanKnown(browser: BrowserId, version: string): boolean {
  const newest = releasesOf(browser).at(-1)
  return newest !== undefined && compareVersions(version, newest.version) > 0
}

/** The lists of these browsers contain each major version. The lists of other browsers have gaps. */
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

/** Installed data may be older than a visit. A browser that releases each month reaches this factor after two years. */
const maxNewerFactor = 1.25

/**
 * Whether a browser has a release with this major version. Also accepts majors that are newer than the data, up to a
 * quarter above the newest. Safari has no releases 19 to 25, for example.
 */
export function isReleasedMajor(browser: BrowserId, major: number): boolean {
  const complete = completeLists[browser]
  const majors = majorsOf(complete ?? browser)
  const newest = Math.max(...majors)
  if (major > newest) return major <= newest * maxNewerFactor
  return complete === undefined || majors.has(major)
}

const majorsById = new Map<BrowserId, ReadonlySet<number>>()

function majorsOf(browser: BrowserId): ReadonlySet<number> {
  const known = majorsById.get(browser)
  if (known) return known
  const majors = new Set(releasesOf(browser).map(({ version }) => Number.parseInt(version, 10)))
  majorsById.set(browser, majors)
  return majors
}
