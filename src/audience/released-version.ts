import type { BrowserId, DownstreamBrowserId } from "#catalog/browsers"
import { chromiumVersionOf, isNewerThanKnown, isReleasedMajor } from "#catalog/known-releases"
import { technologyPreview } from "#catalog/version"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

/** A browser version of a visit. */
export type DetectedBrowser = BrowserVersion & {
  /** Whether the real version can be newer, because the data of the visit do not contain the exact version. */
  isLowerBound?: true
}

/** Like `parseBrowserVersion`, but returns undefined for a version that was never released, such as Safari 604.1. */
export function releasedVersion(browser: BrowserId, version: string | undefined): BrowserVersion | undefined {
  const found = parseBrowserVersion(browser, version)
  if (!found || found.version === technologyPreview) return found
  return isReleasedMajor(browser, Number.parseInt(found.version, 10)) ? found : undefined
}

/**
 * Returns the browser with its version, for a browser that is built on Chromium and whose Chromium version is not
 * stated. Returns undefined if the version is older than each release of the browser in the data packages. If the
 * version is newer than each of these releases, the result is a lower bound.
 */
export function mappedVersion(
  browser: DownstreamBrowserId,
  version: string | undefined,
): DetectedBrowser | undefined {
  const found = releasedVersion(browser, version)
  if (!found || chromiumVersionOf(browser, found.version) === undefined) return undefined
  return isNewerThanKnown(browser, found.version) ? { ...found, isLowerBound: true } : found
}

/**
 * Returns the browser with its own version if, according to the data packages, this version contains the stated
 * Chromium version. Otherwise returns undefined, because the data packages then have no support data for the browser's
 * real engine.
 */
export function mappedVersionWith(
  chromium: string,
  browser: DownstreamBrowserId,
  version: string | undefined,
): BrowserVersion | undefined {
  const found = parseBrowserVersion(browser, version)
  return found && chromiumVersionOf(browser, found.version) === chromium ? found : undefined
}

/**
 * Returns Android WebView with a Chromium version. Returns Chrome for Android if the data packages do not contain this
 * version of WebView.
 */
export function webView(chromium: string | undefined): BrowserVersion | undefined {
  const chrome = releasedVersion("chrome_android", chromium)
  return chrome && (mappedVersionWith(chrome.version, "webview_android", chrome.version) ?? chrome)
}

/**
 * Since Safari 26 on iOS and iPadOS, the user agent contains a fixed system version: first 18.6, and 18.7 after updates
 * (https://bugs.webkit.org/show_bug.cgi?id=298673). So a newer system also states one of these versions.
 */
export const oldestFrozenVersion = "18.6"
const frozenVersions: ReadonlySet<string> = new Set([oldestFrozenVersion, "18.7"])

/**
 * Returns Safari on iOS with the version of the system. If this version is one of the fixed versions, the result is a
 * lower bound.
 */
export function safariOfSystem(version: string | undefined): DetectedBrowser | undefined {
  const found = releasedVersion("safari_ios", version)
  return found && frozenVersions.has(found.version) ? { ...found, isLowerBound: true } : found
}
