import { audience } from "./audience-resource"
import { audiences } from "./audiences-resource"
import { browser } from "./browser-resource"
import { browsers } from "./browsers-resource"
import { dataset } from "./dataset-resource"
import { feature } from "./feature-resource"
import { features } from "./features-resource"
import { live } from "./live-resource"
import type { ResourceName } from "./routes"
import { stack } from "./stack-resource"

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
