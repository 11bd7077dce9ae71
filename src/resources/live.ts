import * as v from "valibot"
import { loadCatalog } from "../catalog/load"
import type { FeatureStatus } from "../webstatus/feature-status"
import { type Missing, webstatus } from "../webstatus/webstatus"
import { findFeature } from "./feature"
import { defineResource } from "./resource"
import { routes } from "./routes"

export const LiveQuery = v.object({})

/** Where a visitor finds the same, and what it says there; `missing` says why it is not known here. */
export type LiveAnswer = { id: string; source: string } & (
  | ({ missing: null } & FeatureStatus)
  | { missing: Missing }
)

/**
 * What the Web Platform Dashboard says of a feature now. The one resource that asks another server: it may take
 * seconds, and that nothing came is an answer like any other.
 */
export const live = defineResource({
  path: routes.live,
  parameters: LiveQuery,
  async resolve({ id }): Promise<LiveAnswer> {
    const feature = findFeature(id, loadCatalog())
    const source = `https://webstatus.dev/features/${feature.id}`
    const status = await webstatus()(feature.id)
    return typeof status === "string"
      ? { id: feature.id, source, missing: status }
      : { id: feature.id, source, missing: null, ...status }
  },
})
