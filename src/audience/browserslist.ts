import type browserslistPackage from "browserslist"
import { toBrowserId, toCaniuseId } from "../catalog/browsers"
import { nodeRequire } from "../catalog/node-require"
import { compareVersions, countUpTo, normalizeVersion } from "../catalog/version"
import { InvalidAudience } from "./invalid-audience"
import { processCache } from "./process-cache"

/** The longest query that is read, in characters. */
export const maxQueryLength = 500

/**
 * The kinds of query, as browserslist's parser calls them, that only look into the data packages.
 * Everything else reads files, the environment or a package, or names no browser (Node.js).
 */
const allowedKinds: ReadonlySet<string> = new Set([
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

/** Why the kinds that are known and not allowed are refused. */
const refusals: Readonly<Record<string, string>> = {
  browserslist_config: "reads a configuration file",
  cover_config: "reads statistics from a package",
  extends: "reads a package",
  popularity_in_config_stats: "reads statistics from a package",
  popularity_in_my_stats: "reads a file of statistics",
}

/**
 * The versions that a browserslist query names, as `browser version` in caniuse's terms (`ios_saf 15.6-15.8`).
 * @throws InvalidAudience where the query is too long, not understood, or of a kind that reads more than the data.
 */
export function selectVersions(query: string): ReadonlySet<string> {
  const known = processCache<ReadonlySet<string>>("browserslist")
  const cached = known.get(query)
  if (cached) return cached
  const selected = new Set(resolve(query))
  known.set(query, selected)
  return selected
}

export type VersionSelector = (browser: string, version: string) => boolean

/**
 * Whether a query names a version, however exactly that is told: Chrome 120.0.1 counts as 120, Safari on iOS 15.7 as
 * caniuse's 15.6-15.8, and what is newer than all that caniuse lists as released as the newest of them. Of Chrome and
 * Firefox for Android caniuse lists the newest version alone; here they have the versions that their desktop twins
 * have. What it found out once it knows: whoever asks about many revisions of the same visits takes one for all.
 * @throws InvalidAudience as `selectVersions`
 */
export function createVersionSelector(query: string): VersionSelector {
  const selected = new Set(resolve(query, { mobileToDesktop: true }))
  const known = new Map<string, boolean>()
  const isNamed: VersionSelector = (browser, version) => {
    if (selected.has(`${browser} ${version}`)) return true
    const id = toCaniuseId(toBrowserId(browser) ?? browser)
    if (id === undefined) return false
    const { names, lowerEnds } = listedVersions(id)
    return selected.has(`${id} ${names[countUpTo(lowerEnds, normalizeVersion(version)) - 1]}`)
  }
  return (browser, version) => {
    const key = `${browser} ${version}`
    const answer = known.get(key) ?? isNamed(browser, version)
    known.set(key, answer)
    return answer
  }
}

/** The released versions that a query can name of a browser, by caniuse's id, oldest first. */
function listedVersions(id: string): { names: string[]; lowerEnds: string[] } {
  const known = processCache<ReturnType<typeof listedVersions>>("listed-versions")
  const cached = known.get(id)
  if (cached) return cached
  const selected = resolve(`${id} > 0`, { mobileToDesktop: true })
  const names = selected
    .map((version) => version.slice(id.length + 1))
    .sort((a, b) => compareVersions(normalizeVersion(a), normalizeVersion(b)))
  const listed = { names, lowerEnds: names.map(normalizeVersion) }
  known.set(id, listed)
  return listed
}

function resolve(query: string, options: { mobileToDesktop?: boolean } = {}): string[] {
  if (query.length > maxQueryLength) {
    throw invalid(`The query has ${query.length} characters; ${maxQueryLength} are taken at most.`)
  }
  const browserslist = nodeRequire<typeof browserslistPackage>("browserslist")
  try {
    for (const { query: part, type } of browserslist.parse(query)) {
      const reason = refusalOf(type, part)
      if (reason) throw invalid(`“${part}” ${reason} and is not taken. ${whatIsTaken}`)
    }
    // A path of false and statistics of our own keep browserslist from looking for files.
    return browserslist(query, { path: false as never, stats: {}, ...options })
  } catch (error) {
    if (error instanceof Error && error.name === "BrowserslistError") {
      throw invalid(
        `browserslist says: ${error.message.replace(/\s+/g, " ").replace(/\.$/, "")}. ${whatIsTaken}`,
      )
    }
    throw error
  }
}

function refusalOf(kind: string, query: string): string | undefined {
  if (Object.hasOwn(refusals, kind)) return refusals[kind]
  if (/(^|_)node(_|$)/.test(kind)) return "names no browser"
  if (/\bmy\s+stats$/i.test(query)) return "reads a file of statistics"
  // What the parser does not understand it calls unknown, and browserslist itself says best why.
  if (kind === "unknown" || allowedKinds.has(kind)) return undefined
  return "is of a kind that is not known here"
}

const whatIsTaken = "Take one such as “last 2 versions”, “> 0.5% in DE” or “supports css-grid”."

function invalid(message: string): InvalidAudience {
  return new InvalidAudience("browsers", message)
}
