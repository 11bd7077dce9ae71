/**
 * The named reads and where the JSON API serves them, as URL templates (RFC 6570, level 1): what a template does
 * not name goes into the query. This list is all that the browser knows of the resources; `index.ts` has to
 * implement each of them, and the RTK Query slice has an endpoint for each.
 */
export const routes = {
  features: "/api/features",
  feature: "/api/features/{id}",
  live: "/api/features/{id}/live",
  stack: "/api/stack",
  browsers: "/api/browsers",
  browser: "/api/browsers/{id}",
  audiences: "/api/audiences",
  audience: "/api/audiences/{slug}",
  dataset: "/api/dataset",
} as const

export type ResourceName = keyof typeof routes
