import * as v from "valibot"
import { loadCatalog } from "../catalog/load"
import { webstatus } from "../webstatus/webstatus"
import { findFeature } from "./feature"
import { defineResource } from "./resource"
import { count, share } from "./response-schemas"
import { routes } from "./routes"

export const LiveQuery = v.object({})

const score = v.pipe(v.nullable(share), v.description("Of the tests, 0 to 1."))
const address = v.nullable(v.string())

export const LiveResponse = v.variant("missing", [
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
    positions: v.array(v.strictObject({ vendor: v.string(), position: v.string(), url: address })),
    signals: v.nullable(v.strictObject({ upvotes: count, url: address })),
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
export type LiveResponse = v.InferOutput<typeof LiveResponse>

/**
 * What the Web Platform Dashboard says of a feature now. The one resource that asks another server: it may take
 * seconds, and that nothing came is an answer like any other.
 */
export const live = defineResource({
  path: routes.live,
  summary: "What the Web Platform Dashboard says of one feature now",
  parameters: LiveQuery,
  response: LiveResponse,
  example: { id: "has" },
  // Computing it would take a request to the dashboard.
  exampleResponse: {
    id: "has",
    source: "https://webstatus.dev/features/has",
    missing: null,
    scores: [{ browser: "chrome", stable: 0.98, experimental: 0.99 }],
    chromeUsage: 0.21,
    positions: [
      { vendor: "mozilla", position: "positive", url: "https://github.com/mozilla/standards-positions" },
    ],
    signals: { upvotes: 12, url: "https://github.com/web-platform-dx/developer-signals" },
  },
  problems: [404, 410],
  async resolve({ id }) {
    const feature = findFeature(id, loadCatalog())
    const source = `https://webstatus.dev/features/${feature.id}`
    const status = await webstatus()(feature.id)
    return typeof status === "string"
      ? { id: feature.id, source, missing: status }
      : { id: feature.id, source, missing: null, ...status }
  },
})
