import { type Audience, identifiedShare, type VersionShare } from "#audience/audience"
import { type BrowserId, browserIds } from "#catalog/browsers"
import { type CatalogIndex, newestUpTo } from "#catalog/load"
import { compareVersions, technologyPreview } from "#catalog/version"

/**
 * Finds the latest release date for which the versions released on or after that date cover a share of the identified
 * visits of an audience. The same date applies to all browsers, so that a target never skips a version between two others.
 *
 * @param minShare fraction of identified visits, 0 to 1. If all versions together cover less, the target contains all of them.
 * @param isIncluded filters the browsers of the target. Default: all
 * @returns the covered fraction of identified visits, the ISO date of the oldest release (null if unknown), and the oldest
 * version of each browser. Returns undefined if no visit has an included browser.
 */
export function targetCovering(
  audience: Pick<Audience, "shares" | "of" | "unknown">,
  minShare: number,
  catalog: CatalogIndex,
  isIncluded: (browser: BrowserId) => boolean = () => true,
) {
  const dated = datedByBrowser(
    // A browserslist query with “>=” cannot name a preview.
    audience.shares.filter(({ browser, version }) => version !== technologyPreview && isIncluded(browser)),
    catalog,
  )
  dated.sort((a, b) => b.since.localeCompare(a.since))
  const minimum = new Map<BrowserId, string>()
  const identified = identifiedShare(audience)
  let covered = 0
  let since: string | undefined
  for (const version of dated) {
    // A target includes all versions with the same date. 1e-12 allows for rounding.
    if (since !== undefined && covered > minShare - 1e-12 && version.since !== since) break
    covered += version.share / identified
    since = version.since
    minimum.set(version.browser, version.version)
  }
  if (since === undefined) return undefined
  const inOrder = browserIds.flatMap((browser) => {
    const version = minimum.get(browser)
    return version === undefined ? [] : [{ browser, version }]
  })
  return { share: covered, since: since || null, minimum: inOrder }
}

type DatedVersion = VersionShare & {
  since: string
}

/**
 * Dates each version by the earliest release date of the version and of all newer versions of the same browser. So a
 * late update of an old version (Safari 15.6.1 after 16.0) does not make the old version newer. A version without a
 * date counts as the oldest.
 */
function datedByBrowser(shares: readonly VersionShare[], catalog: CatalogIndex): DatedVersion[] {
  const byBrowser = new Map<BrowserId, VersionShare[]>()
  for (const share of shares) {
    const versions = byBrowser.get(share.browser)
    if (versions) versions.push(share)
    else byBrowser.set(share.browser, [share])
  }
  return [...byBrowser].flatMap(([browser, versions]) => {
    let since = "9999"
    return versions
      .sort((a, b) => compareVersions(b.version, a.version))
      .map((version) => {
        const released = newestUpTo(catalog.browser(browser), version.version)?.date ?? ""
        if (released < since) since = released
        return { ...version, since }
      })
  })
}
