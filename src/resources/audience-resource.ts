import * as v from "valibot"
import type { Audience, AudienceFilter } from "#audience/audience"
import { findRegion } from "#audience/find-region"
import { measureSavedAudience, resolveAudience } from "#audience/resolve-audience"
import { type BrowserId, browserIds } from "#catalog/browsers"
import { loadCatalog } from "#catalog/load"
import { figuresOf, loadBaselineTargets } from "#reach/audience-figures"
import { baselineReach } from "#reach/baseline-reach"
import { roundShare } from "#reach/round"
import { holdingBack, recommendedVersions } from "#reach/target-figures"
import { suggestRegions } from "#search/region-suggestions"
import { UnknownId } from "#search/unknown-id"
import { type SavedAudience, savedAudiences } from "#storage/saved-audiences"
import { isSlug } from "#storage/slug"
import { audienceKind } from "./audiences-resource"
import { historyOf } from "./history-figures"
import { defineResource } from "./resource"
import { audienceEntries, docs, oneOf, percentage } from "./resource-parameters"
import {
  AudienceSummary,
  BlockedBrowsers,
  count,
  date,
  share,
  shareOfAll,
  summarizeAudience,
  targetShare,
} from "./response-schemas"
import { routes } from "./routes"
import { blockedBrowsers } from "./support-of-browsers"

const { audience: _, ...filterEntries } = audienceEntries
const cover = v.optional(
  percentage(
    "The minimum share of identified visits that `recommended` covers, in percent. Default: the target.",
    "98",
  ),
)

export const AudienceQuery = v.object({
  ...filterEntries,
  cover,
  history: v.optional(
    v.pipe(
      oneOf(["yes", "no"]),
      docs(
        "Whether the response for a saved audience contains its `history`. Default: `yes`, or `no` if `browsers` or `of` narrows the audience.",
        "no",
      ),
    ),
  ),
})

/** The parameters of the audience page. Links keep `audience`. `vs` is the audience to compare with, the world by default. */
export const AudiencePageQuery = v.object({ ...audienceEntries, cover, vs: audienceEntries.audience })

const timestamp = v.pipe(v.string(), v.isoTimestamp())

const { id, label, note, of, unknown, notMeasured } = AudienceSummary.entries

export const AudienceResponse = v.strictObject({
  id,
  label,
  kind: audienceKind,
  query: AudienceSummary.entries.browsers,
  note,
  of,
  unknown,
  unknownBrowsers: v.pipe(
    v.array(v.strictObject({ id: v.string(), name: v.string(), share: shareOfAll })),
    v.description(
      "The browsers that `unknown` consists of, largest share first. The usage data names no browser for the rest.",
    ),
  ),
  notMeasured,
  browsers: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      share,
      versions: v.array(v.strictObject({ version: v.string(), share })),
    }),
  ),
  baseline: v.strictObject({
    widely: share,
    newly: share,
    years: v.array(v.strictObject({ year: count, share })),
    targetYear: v.pipe(
      v.nullable(count),
      v.description("The newest year whose share is at least `target`. Null if no year reaches it."),
    ),
  }),
  target: v.pipe(share, v.description("The share of visits that the team wants to reach.")),
  recommended: v.pipe(
    v.strictObject({
      cover: v.pipe(share, v.description("The requested minimum, as a fraction of identified visits.")),
      share: v.pipe(share, v.description("The fraction of identified visits that the versions cover.")),
      since: v.pipe(date, v.description("Release date of the oldest version.")),
      browserslist: v.pipe(
        v.nullable(v.string()),
        v.description("The minimum versions. Null if they cover less than `cover`."),
      ),
      reason: v.pipe(v.nullable(v.string()), v.description("Why `browserslist` is null.")),
    }),
    v.description(
      "The newest minimum versions that still cover the requested share, as a browserslist query.",
    ),
  ),
  holdingBack: v.pipe(
    v.array(v.strictObject({ browser: v.string(), version: v.string(), share })),
    v.description(
      "The versions that lack a Baseline widely available feature, largest share first, at most 10.",
    ),
  ),
  blockedBrowsers: v.pipe(
    BlockedBrowsers,
    v.description("The visits without all Baseline widely available features, by browser, like in a stack."),
  ),
  savedAt: v.optional(
    v.pipe(timestamp, v.description("Time of the last save of visits. Saved audiences only.")),
  ),
  revision: v.optional(
    v.pipe(count, v.description("Number of saves. A change sends it in `If-Match`, in quotes.")),
  ),
  listed: v.optional(v.pipe(v.boolean(), v.description("Whether the audience is in the public list."))),
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
        "Baseline shares at each save of visits, newest first. For a narrowed audience only with `history=yes`.",
      ),
    ),
  ),
})
export type AudienceResponse = v.InferOutput<typeof AudienceResponse>

export const audience = defineResource({
  path: routes.audience,
  summary: "The browsers of an audience, and how modern they are",
  parameters: AudienceQuery,
  response: AudienceResponse,
  example: { slug: "DE" },
  problems: [404],
  async resolve({ slug, cover, target, history, ...filter }) {
    const goals = { target: targetShare(target), cover: targetShare(cover ?? target) }
    const region = findRegion(slug, loadCatalog())
    if (region !== undefined) {
      return describe(await resolveAudience({ audience: region, ...filter }), goals)
    }
    const savedAudience = await requireSavedAudience(slug)
    const audience = await measureSavedAudience(savedAudience, filter)
    const { savedAt, revision, listed } = savedAudience
    const hasHistory = (history ?? defaultHistory(filter)) === "yes"
    return {
      ...describe(audience, goals),
      savedAt,
      revision,
      listed,
      ...(hasHistory && { history: await historyOf(savedAudience, filter) }),
    }
  },
})

/** Each filter needs a separate history. The server computes the history of a filter only on request. */
const defaultHistory = ({ browsers, of = "known" }: AudienceFilter) =>
  !browsers?.trim() && of === "known" ? "yes" : "no"

function describe(audience: Audience, { target, cover }: { target: number; cover: number }) {
  const catalog = loadCatalog()
  const { distribution, share } = figuresOf(audience)
  const { widely, newly, years } = baselineReach(distribution, loadBaselineTargets())
  const roundedYears = years.map((year) => ({ year: year.year, share: roundShare(year.share) }))
  const { browsers: query, ...summary } = summarizeAudience(audience)
  const versionsOf = (id: BrowserId) =>
    audience.shares
      .filter((entry) => entry.browser === id)
      .map((entry) => ({ version: entry.version, share: roundShare(entry.share) }))
  return {
    ...summary,
    kind: audience.kind,
    query,
    unknownBrowsers: audience.unknownBrowsers.map((entry) => ({ ...entry, share: roundShare(entry.share) })),
    browsers: browserIds
      .filter((id) => share.has(id))
      .sort((a, b) => (share.get(b) ?? 0) - (share.get(a) ?? 0))
      .map((id) => ({
        id,
        name: catalog.browser(id).name,
        share: roundShare(share.get(id) ?? 0),
        versions: versionsOf(id),
      })),
    baseline: {
      widely: roundShare(widely),
      newly: roundShare(newly),
      years: roundedYears,
      targetYear: roundedYears.findLast((year) => year.share >= target)?.year ?? null,
    },
    target,
    recommended: recommendedVersions(audience, catalog, cover),
    holdingBack: holdingBack(audience, catalog),
    blockedBrowsers: blockedBrowsers(audience, loadBaselineTargets().widely, catalog),
  }
}

/** @throws UnknownId, StorageUnavailable */
async function requireSavedAudience(slug: string): Promise<SavedAudience> {
  const savedAudience = isSlug(slug) ? await savedAudiences().find(slug) : undefined
  if (savedAudience) return savedAudience
  throw new UnknownId(`There is no audience “${slug.slice(0, 100)}”.`, suggestRegions(slug))
}
