import type { Audience, VersionShare } from "../audience/audience"
import { type BrowserId, browserIds } from "../catalog/browsers"
import { type CatalogIndex, newestUpTo } from "../catalog/load"
import { compareVersions, technologyPreview } from "../catalog/version"

/**
 * The youngest target that covers a share of an audience: versions are taken by their day of release, newest first,
 * until they cover it. So one day parts what is built for from what is not, whatever browser it is, and no version
 * is left out between two that are in.
 *
 * @param wanted fraction of all visits, 0 (the newest day alone) to 1. Where all of them together cover less, the
 * target is all of them.
 * @param taken which browsers may be in it
 * @returns the share of all visits that it covers, the day of its oldest release (ISO; null if nobody recorded it), and
 * the oldest version of each browser in it; undefined where nobody visits with a browser that may be in it
 */
export function targetCovering(
  { shares }: Pick<Audience, "shares">,
  wanted: number,
  catalog: CatalogIndex,
  taken: (browser: BrowserId) => boolean = () => true,
) {
  const dated = datedByBrowser(
    // Nobody builds for a preview, and no “>=” of browserslist names it.
    shares.filter(({ browser, version }) => version !== technologyPreview && taken(browser)),
    catalog,
  )
  // Sorting is stable: versions of one day stay in the order of their browsers, the newer ones first.
  dated.sort((a, b) => b.since.localeCompare(a.since))
  const minimum = new Map<BrowserId, string>()
  let covered = 0
  let since: string | undefined
  for (const version of dated) {
    // A day is taken whole, the newest always, and a hair less than what is wanted is what is wanted.
    if (since !== undefined && covered > wanted - 1e-12 && version.since !== since) break
    covered += version.share
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

interface DatedVersion extends VersionShare {
  since: string
}

/**
 * Each version with the day from which on it and all newer ones of its browser were out: a late repair of an old
 * version (Safari 15.6.1 after 16.0) makes it no younger. One whose day nobody recorded counts as the oldest.
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
