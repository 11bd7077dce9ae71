import * as v from "valibot"
import type { Audience } from "../audience/audience"
import { findRegion } from "../audience/regions"
import { type BrowserId, browserIds } from "../catalog/browsers"
import { loadCatalog } from "../catalog/load"
import { baselineReach } from "../reach/reach"
import type { SavedAudience } from "../storage/saved-audiences"
import { isSlug } from "../storage/slug"
import { figuresFor, loadBaselineTargets } from "./audience-figures"
import { historyOf } from "./audience-history"
import { holdingBack, targetOf } from "./audience-target"
import { audienceKind } from "./audiences"
import { roundShare } from "./figures"
import { audienceEntries, docs, oneOf, percentage } from "./parameters"
import { suggestRegions } from "./region-suggestions"
import { findSaved, measureSaved, resolveAudience } from "./resolve-audience"
import { defineResource } from "./resource"
import { ResourceError } from "./resource-error"
import { blockers, count, date, share } from "./response-schemas"
import { routes } from "./routes"

const { browsers: browsersEntry, of: ofEntry } = audienceEntries
const cover = v.optional(
  percentage(
    "The percent of the visits that the answer's `target` is to cover at least; 95 where it is left out.",
    "98",
  ),
)

export const AudienceQuery = v.object({
  browsers: browsersEntry,
  of: ofEntry,
  cover,
  history: v.optional(
    v.pipe(
      oneOf(["yes", "no"]),
      docs(
        "Whether the answer about a saved audience has its `history`; where it is left out, one that is narrowed has none.",
        "no",
      ),
    ),
  ),
})

/** What its page takes: `audience` is what the links keep. */
export const AudiencePageQuery = v.object({ ...audienceEntries, cover })

const timestamp = v.pipe(v.string(), v.isoTimestamp())

export const AudienceResponse = v.strictObject({
  id: v.string(),
  label: v.string(),
  kind: audienceKind,
  browsers: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      share,
      versions: v.array(v.strictObject({ version: v.string(), share })),
    }),
  ),
  unknown: share,
  baseline: v.strictObject({
    widely: share,
    newly: share,
    years: v.array(v.strictObject({ year: count, share })),
  }),
  target: v.pipe(
    v.strictObject({
      cover: v.pipe(share, v.description("What was asked for.")),
      share: v.pipe(share, v.description("What it covers.")),
      since: v.pipe(date, v.description("When the oldest version in it was released.")),
      browserslist: v.nullable(v.string()),
    }),
    v.description("The youngest versions that cover so much of the audience, as a browserslist query."),
  ),
  holdingBack: v.pipe(
    blockers,
    v.description("The versions that lack something widely available, largest share first, at most 10."),
  ),
  savedAt: v.optional(v.pipe(timestamp, v.description("When the visits of a saved audience were saved."))),
  revision: v.optional(
    v.pipe(count, v.description("How often it was saved: what If-Match of a change names, in quotes.")),
  ),
  listed: v.optional(v.pipe(v.boolean(), v.description("Whether the list of audiences has it."))),
  history: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          revision: count,
          savedAt: timestamp,
          baseline: v.strictObject({ widely: share, newly: share }),
        }),
      ),
      v.description(
        "What Baseline covered of the visits at each save that brought new ones, newest first: for a narrowed audience where `history=yes` asks for it.",
      ),
    ),
  ),
})
export type AudienceResponse = v.InferOutput<typeof AudienceResponse>

/**
 * Who the visitors of an audience are, and how modern: its browsers, and what Baseline covers of it. Of a saved one
 * also when and how often it was saved, and how it moved.
 */
export const audience = defineResource({
  path: routes.audience,
  summary: "Who the visitors of an audience are",
  parameters: AudienceQuery,
  response: AudienceResponse,
  example: { slug: "DE" },
  problems: [404],
  async resolve({ slug, cover, history, ...narrowing }) {
    const region = findRegion(slug, loadCatalog())
    const saved = region === undefined ? await requireSaved(slug) : undefined
    const found = saved
      ? await measureSaved(saved, narrowing)
      : await resolveAudience({ audience: region, ...narrowing })
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
      .map((part) => ({ version: part.version, share: roundShare(part.share) }))
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
        share: roundShare(share.get(id) ?? 0),
        versions: versionsOf(id),
      })),
    unknown: roundShare(found.unknown),
    baseline: {
      widely: roundShare(widely),
      newly: roundShare(newly),
      years: years.map((year) => ({ year: year.year, share: roundShare(year.share) })),
    },
    target: targetOf(found, catalog, cover),
    holdingBack: holdingBack(found, catalog),
  }
}

/** @throws ResourceError 404, 503 */
async function requireSaved(slug: string): Promise<SavedAudience> {
  const saved = isSlug(slug) ? await findSaved(slug) : undefined
  if (saved) return saved
  throw new ResourceError({
    status: 404,
    detail: `There is no audience “${slug.slice(0, 100)}” here.`,
    suggestions: suggestRegions(slug),
  })
}
