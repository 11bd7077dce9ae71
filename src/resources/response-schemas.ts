import * as v from "valibot"
import type { Audience } from "#audience/audience"
import type { Baseline } from "#catalog/catalog"
import { roundShare } from "#reach/round"

export const share = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(1),
  v.description("Fraction of all visits."),
)
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
  of: v.picklist(["all", "known"]),
  unknown: share,
})
export type AudienceSummary = v.InferOutput<typeof AudienceSummary>

/** The part of an audience that every response with figures contains. */
export function summarizeAudience({ id, label, browsers, of, unknown }: Audience): AudienceSummary {
  return { id, label, browsers, of, unknown: roundShare(unknown) }
}

/** `reach + lost + unknown` is 1, except for rounding. */
export const reachEntries = {
  reach: v.pipe(share, v.description("The share of visits with support.")),
  lost: v.pipe(share, v.description("The share of visits without support.")),
  unknown: v.pipe(
    share,
    v.description("The share of visits whose browser is not identified or not tracked."),
  ),
}

export const blockers = v.array(v.strictObject({ browser: v.string(), version: v.string(), share }))
