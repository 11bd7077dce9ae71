import { audience } from "./audience"
import { audiences } from "./audiences"
import { browser } from "./browser"
import { browsers } from "./browsers"
import { dataset } from "./dataset"
import { feature } from "./feature"
import { features } from "./features"
import { live } from "./live"
import type { ResourceName } from "./routes"
import { stack } from "./stack"

/** The implementation of each of the `routes`. Server only: it loads the catalogue. */
export const resources = {
  features,
  feature,
  live,
  stack,
  browsers,
  browser,
  audiences,
  audience,
  dataset,
} satisfies Record<ResourceName, unknown>

export type Resources = typeof resources
