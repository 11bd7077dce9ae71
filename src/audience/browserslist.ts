import type browserslistPackage from "browserslist"
import { toBrowserId, toCaniuseId } from "#catalog/browsers"
import { compareVersions, countUpTo, normalizeVersion } from "#catalog/version"
import { nodeRequire } from "#runtime/node-require"
import { InvalidAudience } from "./invalid-audience"
import { processCache } from "./process-cache"

/** The maximum length of a query in characters. */
export const maxQueryLength = 500

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
    for (const { query: part, type } of browserslist.parse(query)) {
      const reason = unsupportedReason(type, part)
      if (reason) throw invalid(`“${part}” ${reason} and is not supported. ${examples}`)
    }
    const complete = query.replace(baselineWithoutDownstream, "$& with downstream")
    // `path: false` and empty statistics prevent browserslist from reading files.
    return browserslist(complete, { path: false as never, stats: {}, ...options })
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

/** Returns what differs between a query and the figures of this site. Returns undefined without a difference. */
export function noteOnQuery(query: string): string | undefined {
  if (!/\bbaseline\s/i.test(query)) return undefined
  return "browserslist calculates Baseline for today, this site for the day of its data. browserslist also leaves out planned releases. So the figures can differ by about two percentage points from the Baseline figures of this site."
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
