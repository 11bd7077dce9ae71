import type { BrowserId } from "../catalog/browsers"
import { isVersion, normalizeVersion, technologyPreview, withoutZeros } from "../catalog/version"

/** The browser of a request, as its support data knows it. */
export interface BrowserVersion {
  browser: BrowserId
  /** As far as the request tells it: `120`, `17.2`. */
  version: string
}

/** What caniuse's regions, and statistics made after them, call the newest version of some browsers. */
export const newestVersionAlias = "0"

/**
 * A browser at a version as the data packages have it: of Chromium and Firefox the major one, elsewhere
 * without zeros at its end. So `26` and `26.0` are one, and `120.0.6099.109` and `120`. Undefined where the
 * version is none, as `0.0.0.0` and `20251010` are.
 */
export function parseBrowserVersion(
  browser: BrowserId,
  version: string | undefined,
): BrowserVersion | undefined {
  if (version === technologyPreview) return { browser, version }
  const [all, major] = /^([1-9]\d{0,3})(?!\d)(?:\.\d{1,6}){0,2}/.exec(version ?? "") ?? []
  if (all === undefined || major === undefined) return undefined
  const parts = all.split(".").slice(0, partsOf(browser, Number(major)))
  return { browser, version: withoutZeros(parts.join(".")) }
}

/** The same by a version as caniuse and browserslist name it: `16.6-16.7` and `≤79` are versions too, `0` is none. */
export function parseCaniuseVersion(browser: BrowserId, name: string): BrowserVersion | undefined {
  const version = normalizeVersion(name)
  return isVersion(version) ? parseBrowserVersion(browser, version) : undefined
}

/** How many parts of a version tell what it supports. */
function partsOf(browser: BrowserId, major: number): number {
  // Before 5 the others had minor versions too: Firefox 3.6; and Android's 4.4.3 had a newer Chromium than its 4.4.
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
