import type browserslistPackage from "browserslist"
import { toBrowserId, toCaniuseId } from "#catalog/browsers"
import { compareVersions, countUpTo, normalizeVersion } from "#catalog/version"
import { nodeRequire } from "#runtime/node-require"
import { InvalidAudience } from "./invalid-audience"
import { processCache } from "./process-cache"

/** The maximum length of a query in characters. */
export const maxQueryLength = 2_000

/** Query types that use only data packages. Other types read files, the environment or packages, or select Node.js. */
const supportedTypes: ReadonlySet<string> = new Set([
  "baseline",
  "browser_range",
  "browser_ray",
  "browser_version",
  "cover",
  "cover_in",
  "dead",
  "defaults",
  "electron_range",
  "electron_ray",
  "electron_version",
  "firefox_esr",
  "last_browser_major_versions",
  "last_browser_versions",
  "last_electron_major_versions",
  "last_electron_versions",
  "last_major_versions",
  "last_versions",
  "last_years",
  "opera_mini_all",
  "phantomjs_1_9",
  "phantomjs_2_1",
  "popularity",
  "popularity_in_place",
  "since_y",
  "since_y_m",
  "since_y_m_d",
  "supports",
  "unreleased_browser_versions",
  "unreleased_electron_versions",
  "unreleased_versions",
])

const unsupportedTypes: Readonly<Record<string, string>> = {
  browserslist_config: "reads a configuration file",
  cover_config: "reads statistics from a package",
  extends: "reads a package",
  popularity_in_config_stats: "reads statistics from a package",
  popularity_in_my_stats: "reads a file of statistics",
}

/**
 * Returns the versions that a query matches, with caniuse names such as `ios_saf 15.6-15.8`.
 * @throws InvalidAudience if the query is invalid, too long or of an unsupported type
 */
export function selectVersions(query: string): ReadonlySet<string> {
  const cache = processCache<ReadonlySet<string>>("browserslist")
  const cached = cache.get(query)
  if (cached) return cached
  const selected = new Set(resolve(query))
  cache.set(query, selected)
  return selected
}

/**
 * Returns the versions in a query that caniuse does not list or no longer lists, such as `op_mob 64`. Such versions
 * match no visits. A version above the newest release is not returned, because it makes the query invalid.
 * @throws InvalidAudience if the query is invalid, too long or of an unsupported type
 */
function unlistedVersions(query: string): readonly string[] {
  const cache = processCache<readonly string[]>("unlisted-versions")
  const cached = cache.get(query)
  if (cached) return cached
  selectVersions(query)
  const browserslist = nodeRequire<typeof browserslistPackage>("browserslist")
  const names = browserslist.parse(query).flatMap((part) => unlistedVersion(browserslist, part) ?? [])
  const unlisted = [...new Set(names)]
  cache.set(query, unlisted)
  return unlisted
}

export type VersionSelector = (browser: string, version: string) => boolean

/**
 * Returns a function that tests whether a query matches a version of any precision. A version counts as the newest
 * release in caniuse that is not newer than the version. For example, Chrome 120.0.1 counts as 120. caniuse lists only
 * the newest Chrome and Firefox for Android, so these browsers use the versions of their desktop counterparts. Results
 * are memoised.
 * @throws InvalidAudience if the query is invalid, too long or of an unsupported type
 */
export function createVersionSelector(query: string): VersionSelector {
  const selected = new Set(resolve(query, { mobileToDesktop: true }))
  const results = new Map<string, boolean>()
  const matches: VersionSelector = (browser, version) => {
    if (selected.has(`${browser} ${version}`)) return true
    const id = toCaniuseId(toBrowserId(browser) ?? browser)
    if (id === undefined) return false
    const { names, lowerEnds } = listedVersions(id)
    return selected.has(`${id} ${names[countUpTo(lowerEnds, normalizeVersion(version)) - 1]}`)
  }
  return (browser, version) => {
    const key = `${browser} ${version}`
    const result = results.get(key) ?? matches(browser, version)
    results.set(key, result)
    return result
  }
}

function listedVersions(id: string): { names: string[]; lowerEnds: string[] } {
  const cache = processCache<ReturnType<typeof listedVersions>>("listed-versions")
  const cached = cache.get(id)
  if (cached) return cached
  const selected = resolve(`${id} > 0`, { mobileToDesktop: true })
  const names = selected
    .map((version) => version.slice(id.length + 1))
    .sort((a, b) => compareVersions(normalizeVersion(a), normalizeVersion(b)))
  const listed = { names, lowerEnds: names.map(normalizeVersion) }
  cache.set(id, listed)
  return listed
}

function resolve(query: string, options: { mobileToDesktop?: boolean } = {}): string[] {
  if (query.length > maxQueryLength) {
    throw invalid(`The query has ${query.length} characters. The maximum is ${maxQueryLength}.`)
  }
  const browserslist = nodeRequire<typeof browserslistPackage>("browserslist")
  try {
    for (const part of browserslist.parse(query)) {
      const reason = unsupportedReason(part.type, part.query)
      if (reason) throw invalid(`“${part.query}” ${reason} and is not supported. ${examples}`)
      // This call throws an error for a version above the newest release. The query itself does not throw an error,
      // because of the option `ignoreUnknownVersions`.
      unlistedVersion(browserslist, part)
    }
    const complete = query.replace(baselineWithoutDownstream, "$& with downstream")
    return browserslist(complete, { ...withoutFiles, ignoreUnknownVersions: true, ...options })
  } catch (error) {
    if (error instanceof Error && error.name === "BrowserslistError") {
      throw invalid(
        `Invalid browserslist query: ${error.message.replace(/\s+/g, " ").replace(/\.$/, "")}. ${examples}`,
      )
    }
    throw error
  }
}

/**
 * browserslist leaves out browsers that are built on Chromium, such as Samsung Internet, unless a Baseline query ends with
 * “with downstream”. The figures of this site for Baseline include these browsers.
 */
const baselineWithoutDownstream =
  /\bbaseline\s+(?:\d+|(?:newly|widely)\s+available(?:\s+on\s+\d{4}-\d\d-\d\d)?)(?=[\s,]|$)(?!\s+(?:on|with)\s)/gi

/**
 * Returns a note if a query selects other browsers than the figures of this site include. Otherwise returns undefined.
 */
export function noteOnQuery(query: string): string | undefined {
  const notes = [/\bbaseline\s/i.test(query) && baselineNote, unlistedNote(unlistedVersions(query))]
  return notes.filter(Boolean).join(" ") || undefined
}

function unlistedNote(versions: readonly string[]): string | undefined {
  if (versions.length === 0) return undefined
  const named = versions.slice(0, maxNamedVersions).join(", ")
  const more = versions.length > maxNamedVersions ? ` and ${versions.length - maxNamedVersions} more` : ""
  return `caniuse does not list ${named}${more}, so these queries match nothing.`
}

const maxNamedVersions = 10

const baselineNote =
  "browserslist calculates Baseline for today, this site for the day of its data. browserslist also leaves out planned releases. So the figures can differ by about two percentage points from the Baseline figures of this site."

/** Empty statistics and no path prevent browserslist from reading files. */
const withoutFiles = { path: false as never, stats: {} }

/** @throws BrowserslistError if the version is above the newest release or the browser is unknown */
function unlistedVersion(
  browserslist: typeof browserslistPackage,
  part: ReturnType<typeof browserslistPackage.parse>[number],
): string | undefined {
  const { type, browser, version } = part as { type: string; browser?: string; version?: string }
  if (type !== "browser_version" || browser === undefined || version === undefined) return undefined
  try {
    browserslist(`${browser} ${version}`, withoutFiles)
    return undefined
  } catch (error) {
    if (!/^Unknown version [\d.]+ of /.test((error as Error).message)) throw error
    const [newest = ""] = browserslist(`last 1 ${browser} version`, withoutFiles)
    const newestVersion = normalizeVersion(newest.slice(newest.indexOf(" ") + 1))
    if (compareVersions(normalizeVersion(version), newestVersion) > 0) throw error
    return `${browser} ${version}`
  }
}

function unsupportedReason(type: string, query: string): string | undefined {
  if (Object.hasOwn(unsupportedTypes, type)) return unsupportedTypes[type]
  if (/(^|_)node(_|$)/.test(type)) return "does not name a browser"
  if (/\bmy\s+stats$/i.test(query)) return "reads a file of statistics"
  // For a syntax error the parser returns “unknown”. browserslist then throws an error with the reason.
  if (type === "unknown" || supportedTypes.has(type)) return undefined
  return "is an unknown type of query"
}

const examples = "Try a query such as “last 2 versions”, “> 0.5% in DE” or “supports css-grid”."

function invalid(message: string): InvalidAudience {
  return new InvalidAudience("browsers", message)
}
