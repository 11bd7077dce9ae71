import * as v from "valibot"
import type { ResourceName } from "./routes"

/** A fraction of visits. */
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description("Fraction of all visits."))
const day = v.pipe(v.string(), v.isoDate())
const date = v.nullable(day)
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const counts = v.record(v.string(), count)
const texts = v.array(v.string())
const versions = v.record(v.string(), v.string())
const baseline = v.picklist(["widely", "newly", "limited"])
const kind = v.picklist(["world", "region", "saved"])
const timestamp = v.pipe(v.string(), v.isoTimestamp())

const audience = v.strictObject({
  id: v.string(),
  label: v.string(),
  browsers: v.pipe(v.nullable(v.string()), v.description("The browserslist query that narrows it.")),
  of: v.picklist(["all", "known"]),
  unknown: share,
})

/** `reach + lost + unknown` is 1. */
const reach = {
  reach: v.pipe(share, v.description("The visits whose browser supports it.")),
  lost: v.pipe(share, v.description("The visits whose browser is known not to support it.")),
  unknown: v.pipe(share, v.description("The visits with browsers that nobody tracks or maps.")),
}

const features = v.strictObject({
  audience,
  total: count,
  page: count,
  pageSize: count,
  options: v.pipe(
    v.strictObject({ baseline: counts, group: counts, snapshot: counts }),
    v.description("For each option of a filter, how many features it would show, the others as they are."),
  ),
  without: v.pipe(
    counts,
    v.description("For each filter that is on, how many features there are without it."),
  ),
  items: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      description: v.string(),
      baseline,
      since: date,
      groups: texts,
      ...reach,
    }),
  ),
})

const feature = v.strictObject({
  audience,
  feature: v.strictObject({
    id: v.string(),
    name: v.string(),
    description: v.string(),
    descriptionHtml: v.string(),
    baseline,
    newlySince: date,
    widelySince: date,
    groups: texts,
    snapshots: texts,
    specifications: texts,
    caniuse: texts,
    discouraged: v.nullable(v.strictObject({ reason: v.string(), accordingTo: texts, alternatives: texts })),
    parts: v.array(v.strictObject({ key: v.string(), baseline, support: versions })),
  }),
  ...reach,
  browsers: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      supportedSince: v.nullable(v.string()),
      supportedSinceDate: date,
      share,
      reach: share,
      lost: share,
      versions: v.pipe(
        v.array(v.strictObject({ version: v.string(), share, supported: v.boolean() })),
        v.description("Its versions in the audience, oldest first, without those of very few visits."),
      ),
    }),
  ),
  blockers: v.pipe(
    v.array(v.strictObject({ browser: v.string(), version: v.string(), share })),
    v.description("The versions that lack it, largest share first, at most 20."),
  ),
})

const score = v.pipe(v.nullable(share), v.description("Of the tests, 0 to 1."))

const live = v.variant("missing", [
  v.strictObject({
    id: v.string(),
    source: v.pipe(v.string(), v.description("Where the dashboard shows it.")),
    missing: v.null(),
    scores: v.pipe(
      v.array(v.strictObject({ browser: v.string(), stable: score, experimental: score })),
      v.description(
        "The share of web-platform-tests that each browser passes, in its stable and its next version.",
      ),
    ),
    chromeUsage: v.pipe(v.nullable(share), v.description("Of page loads in Chrome.")),
    positions: v.array(
      v.strictObject({ vendor: v.string(), position: v.string(), url: v.nullable(v.string()) }),
    ),
    signals: v.nullable(v.strictObject({ upvotes: count, url: v.nullable(v.string()) })),
  }),
  v.strictObject({
    id: v.string(),
    source: v.string(),
    missing: v.pipe(
      v.picklist(["off", "unknown", "failed"]),
      v.description("Turned off here, unknown there, or not answered properly."),
    ),
  }),
])

const stack = v.strictObject({
  audience,
  features: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      reach: share,
      cost: v.pipe(share, v.description("What the reach gains if this one is left out.")),
    }),
  ),
  ...reach,
  minimum: v.pipe(
    v.nullable(versions),
    v.description("The least version by browser that supports all; null where none does."),
  ),
})

const browsers = v.strictObject({
  audience,
  items: v.array(
    v.strictObject({
      id: v.string(),
      name: v.string(),
      share,
      newest: v.nullable(v.strictObject({ version: v.string(), date })),
    }),
  ),
})

const browser = v.strictObject({
  audience,
  browser: v.strictObject({ id: v.string(), name: v.string(), share }),
  version: v.string(),
  released: date,
  share,
  supported: v.pipe(count, v.description("How many features this version supports.")),
  missing: v.array(v.strictObject({ id: v.string(), name: v.string(), baseline, since: date })),
  versions: v.array(v.strictObject({ version: v.string(), released: date, share })),
})

const audienceFigures = v.strictObject({
  id: v.string(),
  label: v.string(),
  kind,
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
    v.array(v.strictObject({ browser: v.string(), version: v.string(), share })),
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

const listed = v.strictObject({ id: v.string(), label: v.string(), kind })

/** What each resource answers, for whoever is not this site: the API's description is made of these. */
export const answers = {
  features,
  feature,
  live,
  stack,
  browsers,
  browser,
  audiences: v.strictObject({
    items: v.array(listed),
    nearest: v.optional(
      v.pipe(
        v.array(listed),
        v.description("Where `q` finds nothing: those that it may mean, likeliest first."),
      ),
    ),
    savedAvailable: v.pipe(
      v.boolean(),
      v.description("False where the saved audiences are missing, because their database cannot be reached."),
    ),
  }),
  audience: audienceFigures,
  dataset: v.strictObject({
    webFeatures: v.strictObject({ version: v.string(), published: day, features: count }),
    caniuse: v.strictObject({ version: v.string(), published: day, regions: count }),
    browserMapping: v.strictObject({ version: v.string(), published: day }),
  }),
} satisfies Record<ResourceName, v.GenericSchema>
