import type { BrowserId, DownstreamBrowserId } from "#catalog/browsers"
import { chromiumVersionOf, isNewerThanKnown, isReleasedMajor } from "#catalog/known-releases"
import { technologyPreview } from "#catalog/version"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

/** A browser version of a visit. */
export type DetectedBrowser = BrowserVersion & {
  /** Whether the real version can be newer, because the visit does not state it exactly. */
  isLowerBound?: true
}

/** Like `parseBrowserVersion`, but returns undefined for a version that no release has, such as Safari 604.1. */
export function releasedVersion(browser: BrowserId, version: string | undefined): BrowserVersion | undefined {
  const found = parseBrowserVersion(browser, version)
  if (!found || found.version === technologyPreview) return found
  return isReleasedMajor(browser, Number.parseInt(found.version, 10)) ? found : undefined
}

/**
 * Returns the version of a browser that is built on Chromium, if only its own version is known. Returns undefined for a
 * version before the first one with a known Chromium version. A version after the last one is a lower bound.
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
 * Returns the browser with its own version if the data map this version to the stated Chromium version. Returns
 * undefined otherwise: the data then have no figures for the browser's real engine.
 */
export function mappedVersionWith(
  chromium: string,
  browser: DownstreamBrowserId,
  version: string | undefined,
): BrowserVersion | undefined {
  const found = parseBrowserVersion(browser, version)
  return found && chromiumVersionOf(browser, found.version) === chromium ? found : undefined
}

/** Returns Android WebView with a version of Chromium, or Chrome if the data do not have this version of WebView. */
export function webView(chromium: string | undefined): BrowserVersion | undefined {
  const chrome = releasedVersion("chrome_android", chromium)
  return chrome && (mappedVersionWith(chrome.version, "webview_android", chrome.version) ?? chrome)
}

/**
 * Safari 26 on iOS and iPadOS froze the system version in its user agent at 18.6, and updates later froze it at 18.7:
 * https://bugs.webkit.org/show_bug.cgi?id=298673. A newer system states one of these versions too.
 */
export const oldestFrozenVersion = "18.6"
const frozenVersions: ReadonlySet<string> = new Set([oldestFrozenVersion, "18.7"])

/** Returns Safari on iOS at the version of the system. A frozen version is a lower bound. */
export function safariOfSystem(version: string | undefined): DetectedBrowser | undefined {
  const found = releasedVersion("safari_ios", version)
  return found && frozenVersions.has(found.version) ? { ...found, isLowerBound: true } : found
}
