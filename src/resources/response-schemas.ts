import * as v from "valibot"
import type { Audience } from "#audience/audience"
import { noteOnQuery } from "#audience/browserslist"
import type { Baseline } from "#catalog/catalog"
import { formatPercent } from "#reach/format-percent"
import { roundShare } from "#reach/round"

export const share = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(1),
  v.description("Fraction of the visits of the basis `of`."),
)
export const shareOfAll = v.pipe(share, v.description("Fraction of all visits."))
export const day = v.pipe(v.string(), v.isoDate())
export const date = v.nullable(day)
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const texts = v.pipe(v.array(v.string()), v.readonly())
export const versions = v.record(v.string(), v.string())
export const baseline = v.picklist(["widely", "newly", "limited"] satisfies Baseline[])

export const AudienceSummary = v.strictObject({
  id: v.string(),
  label: v.string(),
  browsers: v.pipe(
    v.nullable(v.string()),
    v.description("The browserslist query that narrows the audience."),
  ),
  note: v.pipe(
    v.nullable(v.string()),
    v.description(
      "What the figures do not cover: browserslist queries, and visits whose exact version is unknown.",
    ),
  ),
  of: v.pipe(
    v.picklist(["known", "all"]),
    v.description("The basis of all shares: identified visits, or all visits."),
  ),
  unknown: v.pipe(
    share,
    v.description("The share of all visits whose browser is not identified or not tracked."),
  ),
  notMeasured: v.pipe(
    v.array(v.strictObject({ id: v.string(), name: v.string(), versions: texts, share: shareOfAll })),
    v.description(
      "The versions without support data that `browsers` selects, with their share of the whole audience.",
    ),
  ),
})
export type AudienceSummary = v.InferOutput<typeof AudienceSummary>

/** The part of an audience that every response with figures contains. */
export function summarizeAudience({
  id,
  label,
  browsers,
  of,
  unknown,
  lowerBounds,
  notMeasured,
}: Audience): AudienceSummary {
  return {
    id,
    label,
    browsers,
    note: noteOn(browsers, lowerBounds),
    of,
    unknown: roundShare(unknown),
    notMeasured: notMeasured.map((entry) => ({ ...entry, share: roundShare(entry.share) })),
  }
}

function noteOn(browsers: string | null, lowerBounds: number): string | null {
  const notes = [
    browsers !== null && noteOnQuery(browsers),
    lowerBounds > 0 &&
      `For ${formatPercent(lowerBounds)} of all visits, only the oldest possible version of the browser is known. The real reach can be higher.`,
  ]
  return notes.filter(Boolean).join(" ") || null
}

/** `reach + partial + lost` is the share of the visits that the figures are about. */
export const supportEntries = {
  reach: v.pipe(share, v.description("The share of visits with full support.")),
  partial: v.pipe(
    share,
    v.description(
      "The share of visits with support of at least one part, or with a prefix or under another name.",
    ),
  ),
  lost: v.pipe(share, v.description("The share of visits without support.")),
}

/** `reach + partial + lost` is 1 for `of=known`. With `unknown`, it is 1 for `of=all`. */
export const reachEntries = {
  ...supportEntries,
  unknown: v.pipe(
    share,
    v.description("The share of all visits whose browser is not identified or not tracked."),
  ),
}

/** The verdict of a response with one reach. */
export const verdictEntries = {
  target: v.pipe(share, v.description("The share of visits that the team wants to reach.")),
  meetsTarget: v.pipe(v.boolean(), v.description("Whether `reach` is at least `target`.")),
}

const defaultTargetPercent = 95

/** Returns the target as a fraction. @param percent 0 to 100 */
export function targetShare(percent = defaultTargetPercent): number {
  return roundShare(percent / 100)
}

/** @param reach rounded, so that a reach that is shown as the target meets the target */
export function verdictOn(reach: number, percent?: number) {
  const target = targetShare(percent)
  return { target, meetsTarget: reach >= target }
}

export const partialLevel = v.picklist(["partial", "none"])

/** Browsers without full support, from `blockedBrowsers`. */
export const BlockedBrowsers = v.pipe(
  v.array(
    v.strictObject({
      browser: v.string(),
      name: v.string(),
      share: v.pipe(share, v.description("The share of visits without full support.")),
      partial: share,
      lost: share,
      before: v.pipe(
        v.nullable(v.string()),
        v.description("The first version with full support. Null if no version has full support."),
      ),
      versions: v.array(v.strictObject({ version: v.string(), share, support: partialLevel })),
    }),
  ),
  v.description(
    "The visits without full support by browser, largest share first, each with its largest versions, at most 20.",
  ),
)
