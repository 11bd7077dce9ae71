/**
 * The resources and their URL templates (RFC 6570, level 1). Arguments that a template does not contain become query
 * parameters. The browser bundle contains only this list; `index.ts` implements the resources.
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
