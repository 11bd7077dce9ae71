import * as v from "valibot"
import { InvalidAudience } from "../audience/invalid-audience"
import { findRegion, regionCodes, regionName } from "../audience/regions"
import { type BrowserId, browserIds } from "../catalog/browsers"
import { type CatalogIndex, loadCatalog } from "../catalog/load"
import { baselineReach } from "../reach/reach"
import { figuresOf, loadBaselineTargets } from "./audience-figures"
import { figure } from "./figures"
import { audienceEntries } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { ResourceError } from "./resource-error"
import { routes } from "./routes"
import { nearestIds } from "./search"

const { browsers: browsersEntry, of: ofEntry } = audienceEntries

export const AudienceQuery = v.object({ browsers: browsersEntry, of: ofEntry })

/** Who the visitors of an audience are, and how modern: its browsers, and what Baseline covers of it. */
export const audience = defineResource({
  path: routes.audience,
  parameters: AudienceQuery,
  resolve({ slug, ...narrowing }) {
    const catalog = loadCatalog()
    requireAudience(slug, catalog)
    const { audience: found, distribution, share } = figuresOf({ audience: slug, ...narrowing })
    const { widely, newly, years } = baselineReach(distribution, loadBaselineTargets())
    const versionsOf = (id: BrowserId) =>
      found.shares
        .filter((part) => part.browser === id)
        .map((part) => ({ version: part.version, share: figure(part.share) }))
    return {
      id: found.id,
      label: found.label,
      kind: found.kind,
      browsers: browserIds
        .filter((id) => share.has(id))
        .sort((a, b) => (share.get(b) ?? 0) - (share.get(a) ?? 0))
        .map((id) => ({
          id,
          name: catalog.browser(id).name,
          share: figure(share.get(id) ?? 0),
          versions: versionsOf(id),
        })),
      unknown: figure(found.unknown),
      baseline: {
        widely: figure(widely),
        newly: figure(newly),
        years: years.map((year) => ({ year: year.year, share: figure(year.share) })),
      },
    }
  },
})

export type AudienceAnswer = ResultOf<typeof audience>

/** @throws ResourceError 404 */
function requireAudience(slug: string, catalog: CatalogIndex) {
  try {
    findRegion(slug, catalog)
  } catch (error) {
    if (!(error instanceof InvalidAudience)) throw error
    const codes = regionCodes(catalog)
    const nearest = nearestIds(
      slug,
      codes.map((code) => regionName(code).toLowerCase()),
    )
    throw new ResourceError({
      status: 404,
      detail: error.message,
      suggestions: codes.filter((code) => nearest.includes(regionName(code).toLowerCase())),
    })
  }
}
