import * as v from "valibot"
import type { Audience } from "../audience/audience"
import { regionOf } from "../audience/regions"
import { type BrowserId, browserIds } from "../catalog/browsers"
import { loadCatalog } from "../catalog/load"
import { baselineReach } from "../reach/reach"
import type { SavedAudience } from "../storage/saved-audiences"
import { isSlug } from "../storage/slug"
import { figuresFor, loadBaselineTargets } from "./audience-figures"
import { historyOf } from "./audience-history"
import { holdingBack, targetOf } from "./audience-target"
import { audienceOf, findSaved, measureSaved } from "./chosen-audience"
import { figure } from "./figures"
import { nearestRegions } from "./nearest-regions"
import { audienceEntries, oneOf, percentage } from "./parameters"
import { defineResource, type ResultOf } from "./resource"
import { ResourceError } from "./resource-error"
import { routes } from "./routes"

const { browsers: browsersEntry, of: ofEntry } = audienceEntries

export const AudienceQuery = v.object({
  browsers: browsersEntry,
  of: ofEntry,
  cover: v.optional(percentage),
  history: v.optional(oneOf(["yes", "no"])),
})

/** What its page takes: `audience` is what the links keep. */
export const AudiencePageQuery = v.object({ ...audienceEntries, cover: v.optional(percentage) })

/**
 * Who the visitors of an audience are, and how modern: its browsers, and what Baseline covers of it. Of a saved one
 * also when and how often it was saved, and how it moved.
 */
export const audience = defineResource({
  path: routes.audience,
  parameters: AudienceQuery,
  async resolve({ slug, cover, history, ...narrowing }) {
    const region = regionOf(slug, loadCatalog())
    const saved = region === undefined ? await requireSaved(slug) : undefined
    const found = saved
      ? await measureSaved(saved, narrowing)
      : await audienceOf({ audience: region, ...narrowing })
    return {
      ...describe(found, cover),
      ...(saved && describeSaved(saved)),
      ...(saved && (history ?? usually(found)) === "yes" && { history: await historyOf(saved, narrowing) }),
    }
  },
})

/** A history is measured anew for each way to narrow it: then who shows it says so. */
const usually = ({ browsers, of }: Audience) => (browsers === null && of === "all" ? "yes" : "no")

const describeSaved = ({ savedAt, revision, listed }: SavedAudience) => ({ savedAt, revision, listed })

function describe(found: Audience, cover: number | undefined) {
  const catalog = loadCatalog()
  const { distribution, share } = figuresFor(found)
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
    target: targetOf(found, catalog, cover),
    holdingBack: holdingBack(found, catalog),
  }
}

export type AudienceAnswer = ResultOf<typeof audience>

/** @throws ResourceError 404, 503 */
async function requireSaved(slug: string): Promise<SavedAudience> {
  const saved = isSlug(slug) ? await findSaved(slug) : undefined
  if (saved) return saved
  throw new ResourceError({
    status: 404,
    detail: `There is no audience “${slug.slice(0, 100)}” here.`,
    suggestions: nearestRegions(slug),
  })
}
