import * as v from "valibot"
import { loadCatalog } from "#catalog/load"
import { findFeature } from "#search/find-feature"
import { webstatus } from "#webstatus/webstatus"
import { defineResource } from "./resource"
import { count, share } from "./response-schemas"
import { routes } from "./routes"

export const LiveQuery = v.object({})

const score = v.pipe(v.nullable(share), v.description("The share of the tests that pass, 0 to 1."))
const address = v.nullable(v.string())
const id = v.string()
const source = v.pipe(v.string(), v.description("The feature's page on the dashboard."))

export const LiveResponse = v.variant("status", [
  v.strictObject({
    id,
    source,
    status: v.pipe(v.literal("available"), v.description("The response contains the dashboard's data.")),
    scores: v.pipe(
      v.array(v.strictObject({ browser: v.string(), stable: score, experimental: score })),
      v.description(
        "The share of web-platform-tests that each browser passes, in its stable and its next version.",
      ),
    ),
    chromeUsage: v.pipe(v.nullable(share), v.description("The share of page loads in Chrome.")),
    positions: v.array(v.strictObject({ vendor: v.string(), position: v.string(), url: address })),
    signals: v.nullable(v.strictObject({ upvotes: count, url: address })),
  }),
  v.strictObject({
    id,
    source,
    status: v.pipe(
      v.picklist(["disabled", "unknown", "failed"]),
      v.description(
        "Why there is no data: requests to the dashboard are disabled, the dashboard does not have this feature, or the request failed.",
      ),
    ),
  }),
])
export type LiveResponse = v.InferOutput<typeof LiveResponse>

/**
 * This is the only resource that sends a request to another server. A response may take seconds, and may contain no
 * data.
 */
export const live = defineResource({
  path: routes.live,
  summary: "Current data of one feature on the Web Platform Dashboard",
  parameters: LiveQuery,
  response: LiveResponse,
  example: { id: "has" },
  // Computing the example would request the dashboard.
  exampleResponse: {
    id: "has",
    source: "https://webstatus.dev/features/has",
    status: "available",
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
    const data = await webstatus()(feature.id)
    return typeof data === "string"
      ? { id: feature.id, source, status: data }
      : { id: feature.id, source, status: "available" as const, ...data }
  },
})
