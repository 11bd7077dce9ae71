import type { BrowserId } from "#catalog/browsers"
import { isVersion, normalizeVersion, technologyPreview, withoutZeros } from "#catalog/version"

/** A browser and a version in the form that the support data uses. */
export type BrowserVersion = {
  browser: BrowserId
  version: string
}

/**
 * The regional data of caniuse, and statistics that are derived from these data, contain version `0` for the newest
 * version.
 */
export const newestVersionAlias = "0"

/**
 * Shortens a version to the numbers that are relevant for support data, without trailing zeros: `120.0.6099.109`
 * becomes `120`, and `26.0` becomes `26`. Returns `undefined` for an invalid version, such as `0.0.0.0` or `20251010`.
 */
export function parseBrowserVersion(
  browser: BrowserId,
  version: string | undefined,
): BrowserVersion | undefined {
  if (version === technologyPreview) return { browser, version }
  const [all, major] = /^([1-9]\d{0,3})(?!\d)(?:\.\d{1,6}){0,2}/.exec(version ?? "") ?? []
  if (all === undefined || major === undefined) return undefined
  const parts = all.split(".").slice(0, significantParts(browser, Number(major)))
  return { browser, version: withoutZeros(parts.join(".")) }
}

/** Like `parseBrowserVersion`, but also accepts version names of caniuse: `16.6-16.7`, `≤79`. Rejects `0`. */
export function parseCaniuseVersion(browser: BrowserId, name: string): BrowserVersion | undefined {
  const version = normalizeVersion(name)
  return isVersion(version) ? parseBrowserVersion(browser, version) : undefined
}

function significantParts(browser: BrowserId, major: number): number {
  // Old browsers also had minor versions, such as Firefox 3.6. Android 4.4.3 had a newer Chromium than Android 4.4.
  if (major < 5) return browser === "webview_android" ? 3 : 2
  return withMinorVersions.has(browser) ? 2 : 1
}

const withMinorVersions: ReadonlySet<BrowserId> = new Set<BrowserId>([
  "safari",
  "safari_ios",
  "samsunginternet_android",
  "uc_android",
  "qq_android",
  "ya_android",
])
