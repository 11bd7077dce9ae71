import type { BrowserId } from "../catalog/browsers"
import { isVersion, normalizeVersion, technologyPreview } from "../catalog/version"

/** The browser of a request, as its support data knows it. */
export interface VisitingBrowser {
  browser: BrowserId
  /** As far as the request tells it: `120`, `17.2`. */
  version: string
}

/** What caniuse's regions, and statistics made after them, call the newest version of some browsers. */
export const newestOfAll = "0"

/**
 * A browser at a version as the data packages have it: of Chromium and Firefox the major one, elsewhere
 * without zeros at its end. So `26` and `26.0` are one, and `120.0.6099.109` and `120`. Undefined where the
 * version is none, as `0.0.0.0` and `20251010` are.
 */
export function visiting(browser: BrowserId, version: string | undefined): VisitingBrowser | undefined {
  if (version === technologyPreview) return { browser, version }
  const [major, minor] = /^([1-9]\d{0,3})(?!\d)(?:\.(\d{1,6}))?/.exec(version ?? "")?.slice(1) ?? []
  if (major === undefined) return undefined
  // Before 5 the others had minor versions too: Firefox 3.6, Android 4.4.
  const mayHaveMinor = withMinorVersions.has(browser) || Number(major) < 5
  const hasMinor = mayHaveMinor && minor !== undefined && Number(minor) !== 0
  return { browser, version: hasMinor ? `${major}.${minor}` : major }
}

/** The same by a version as caniuse and browserslist name it: `16.6-16.7` and `≤79` are versions too, `0` is none. */
export function visitingNamed(browser: BrowserId, name: string): VisitingBrowser | undefined {
  const version = normalizeVersion(name)
  return isVersion(version) ? visiting(browser, version) : undefined
}

const withMinorVersions: ReadonlySet<BrowserId> = new Set<BrowserId>([
  "safari",
  "safari_ios",
  "samsunginternet_android",
  "uc_android",
  "qq_android",
  "ya_android",
])
