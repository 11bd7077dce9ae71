/**
 * Detects browsers on iOS and iPadOS. All of them use the WebKit of the system, so they count as Safari on iOS. The
 * functions expect user agents in lower case.
 */
import { compareVersions } from "#catalog/version"
import {
  type DetectedBrowser,
  oldestFrozenVersion,
  releasedVersion,
  safariOfSystem,
} from "./released-version"

/**
 * An iPad that requests desktop sites sends a user agent that names a Mac. Returns whether a user agent is from such an
 * iPad: it contains the name of an iOS browser or a build of iOS (`Mobile/15E148`), or an app added the name of the
 * device. Safari on such an iPad is indistinguishable from Safari on a Mac.
 */
export function isIpadAsMac(userAgent: string): boolean {
  return /\b(?:crios|fxios|edgios|opios|opt)\/|\bmobile\/\d|\bfbsn\/i(?:pad)?os\b|\bfbdv\/ip|\((?:ipad|iphone)\d+,\d+; i/.test(
    userAgent,
  )
}

export function onIpadAsMac(userAgent: string): DetectedBrowser | undefined {
  // Chrome in desktop mode always sends `Version/11.1.1` and a macOS version, so its version is unknown.
  const isFrozen = userAgent.includes("crios/") && userAgent.includes("version/11.1.1 ")
  const bySafari = isFrozen ? undefined : statedBySafari(userAgent)
  const byApp = statedByApp(userAgent)
  return bySafari ?? (byApp && isOlderMajor(byApp, firstWithDesktopMode) ? undefined : byApp)
}

const firstWithDesktopMode: DetectedBrowser = { browser: "safari_ios", version: "13" }

/**
 * Returns the version of Safari on iOS. The number after `Version/` is the version of Safari. If `Version/` is absent,
 * the version of the system counts. Newer versions of Safari send a fixed system version. If an app states a newer
 * system version, the newer version counts.
 * @param system the first comment of the user agent (in brackets), which names the system
 */
export function onIos(userAgent: string, system: string): DetectedBrowser | undefined {
  const bySystem = safariOfSystem(systemVersion(system))
  const bySafari = statedBySafari(userAgent)
  // Some apps always send the same old `Version/`. WebKit is never older than the system.
  if (bySafari && !isOlderMajor(bySafari, bySystem)) return bySafari
  if (bySystem && !bySystem.isLowerBound) return bySystem
  const byApp = statedByApp(userAgent.slice(userAgent.indexOf(system) + system.length))
  const isNewer = byApp && (!bySystem || compareVersions(byApp.version, oldestFrozenVersion) >= 0)
  return isNewer ? byApp : bySystem
}

function statedBySafari(userAgent: string): DetectedBrowser | undefined {
  return releasedVersion("safari_ios", /\bversion\/(\d+(?:\.\d+)?)/.exec(userAgent)?.[1])
}

function isOlderMajor({ version }: DetectedBrowser, other: DetectedBrowser | undefined): boolean {
  return other !== undefined && Number.parseInt(version, 10) < Number.parseInt(other.version, 10)
}

/**
 * Returns the system version in `CPU iPhone OS 17_2 like Mac OS X`, `CPU OS 16_6`, `iOS 17.5` and also `CPU iPhone
 * 16_4_1`.
 */
function systemVersion(system: string): string | undefined {
  const [, version] =
    /\b(?:os|ios|ipados)[ /](\d{1,2}(?:[._]\d{1,2})?)(?!\d)/.exec(system) ??
    /\bcpu (?:iphone|ipad|ipod)(?: touch)? (\d{1,2}(?:[._]\d{1,2})?)(?!\d)/.exec(system) ??
    []
  return version?.replace("_", ".")
}

/**
 * Returns the system version that an app appends to the user agent: `FBSV/26.1` (Facebook), `(iPhone17,1; iOS 26_1; …)`
 * (Instagram), `/iOS/26.2`, `iphone__os26.1` (Weibo).
 */
function statedByApp(appended: string): DetectedBrowser | undefined {
  const [, version] =
    /(?:^|[\s;:/(,[|]|__)(?:fbsv|i(?:pad)?os(?:[ _-]?version)?|iphone[ _]{0,2}os)[ /:=]?(\d{1,2}(?:[._]\d{1,2})?)(?!\d)/.exec(
      appended,
    ) ?? []
  return releasedVersion("safari_ios", version?.replace("_", "."))
}
