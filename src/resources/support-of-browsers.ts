/** Figures of a feature, a part or a stack by browser and version, for responses. */
import type { Audience } from "#audience/audience"
import type { BrowserId } from "#catalog/browsers"
import type { SupportLevels } from "#catalog/catalog"
import type { CatalogIndex } from "#catalog/load"
import { compareVersions } from "#catalog/version"
import {
  type Blocker,
  blockersOf,
  reachByBrowser,
  type SupportLevel,
  supportedSince,
  supportOf,
} from "#reach/reach"
import { roundShare } from "#reach/round"

const minBrowserShare = 0.01

type VersionSupport = { version: string; share: number; support: SupportLevel }

/** The figures of each browser, with its versions oldest first, without versions below 1% of its visits. */
export function supportByBrowser(audience: Audience, levels: SupportLevels, catalog: CatalogIndex) {
  return reachByBrowser(audience, levels, catalog).map(({ browser, ...figures }) => {
    const { name, releases } = catalog.browser(browser)
    const since = supportedSince(catalog, levels.support, browser)
    const partialSince = supportedSince(catalog, levels.someSupport, browser)
    return {
      id: browser,
      name,
      supportedSince: since,
      supportedSinceDate: releases.find(({ version }) => version === since)?.date ?? null,
      partialSince: partialSince === since ? null : partialSince,
      ...roundBrowser(figures),
      versions: versionsOf(audience, levels, browser, figures.share, catalog),
    }
  })
}

/** Rounds the shares of a browser. The rounded shares still add up to `share`. */
function roundBrowser({ share, reach, partial }: { share: number; reach: number; partial: number }) {
  const [all, full, some] = [roundShare(share), roundShare(reach), roundShare(reach + partial)]
  return { share: all, reach: full, partial: roundShare(some - full), lost: roundShare(all - some) }
}

function versionsOf(
  audience: Audience,
  levels: SupportLevels,
  browser: BrowserId,
  browserShare: number,
  catalog: CatalogIndex,
): VersionSupport[] {
  return audience.shares
    .filter((visits) => visits.browser === browser && visits.share >= minBrowserShare * browserShare)
    .sort((a, b) => compareVersions(a.version, b.version))
    .map(({ version, share }) => ({
      version,
      share: roundShare(share),
      support: supportOf(catalog, levels, browser, version),
    }))
}

const maxVersionsPerBrowser = 20

/** The visits without full support, grouped by browser: “Safari on iOS before 18.3”. The largest share is first. */
export function blockedBrowsers(audience: Audience, levels: SupportLevels, catalog: CatalogIndex) {
  const byBrowser = new Map<BrowserId, Blocker[]>()
  for (const blocker of blockersOf(audience, levels, catalog)) {
    const blockers = byBrowser.get(blocker.browser)
    if (blockers) blockers.push(blocker)
    else byBrowser.set(blocker.browser, [blocker])
  }
  return [...byBrowser]
    .map(([browser, blockers]) => {
      const sumOf = (level: Blocker["support"]) =>
        blockers.reduce((sum, { share, support }) => (support === level ? sum + share : sum), 0)
      const [partial, lost] = [roundShare(sumOf("partial")), roundShare(sumOf("none"))]
      return {
        browser,
        name: catalog.browser(browser).name,
        share: roundShare(partial + lost),
        partial,
        lost,
        before: supportedSince(catalog, levels.support, browser),
        versions: blockers
          .slice(0, maxVersionsPerBrowser)
          .map(({ version, share, support }) => ({ version, share: roundShare(share), support })),
      }
    })
    .sort((a, b) => b.share - a.share)
}
