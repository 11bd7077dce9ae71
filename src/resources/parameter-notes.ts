/** What a parameter of the API means, and a value that it takes. */
export interface ParameterNote {
  description: string
  example: string
}

/** Every parameter of every resource, in its query or its path. */
export const parameterNotes: Readonly<Record<string, ParameterNote>> = {
  audience: {
    description:
      "Whose visits the figures are about: `world` (the default), a region's code or name, or the slug of a saved audience.",
    example: "DE",
  },
  browsers: {
    description: "A browserslist query. It narrows the audience, and the rest is scaled back to 1.",
    example: "last 2 versions",
  },
  of: {
    description: "`known` leaves out the visits with unknown browsers and scales the rest to 1.",
    example: "known",
  },
  cover: {
    description:
      "The percent of the visits that the answer's `target` is to cover at least; 95 where it is left out.",
    example: "98",
  },
  history: {
    description:
      "Whether the answer about a saved audience has its `history`; where it is left out, one that is narrowed has none.",
    example: "no",
  },
  q: {
    description:
      "What a feature is called, here, at caniuse or by people, what it is or consists of (`gap`, `Element.animate`), or words of its id, name, description or groups.",
    example: "grid",
  },
  group: { description: "The id of a group of web-features, with the groups below it.", example: "css" },
  baseline: { description: "The Baseline status.", example: "widely" },
  snapshot: { description: "The id of a snapshot of web-features.", example: "ecmascript-2020" },
  min: { description: "The least reach in percent.", example: "95" },
  sort: {
    description: "The order: relevance where there is `q`, else largest reach first, where it is left out.",
    example: "name",
  },
  page: { description: "The page, from 1, of 50 rows each. One past the end has no rows.", example: "2" },
  format: { description: "`csv` sends all rows as a file of RFC 4180 (`text/csv`).", example: "csv" },
  features: { description: "Ids of features with commas between them, at most 100.", example: "grid,has" },
  version: { description: "A version of the browser; its newest where it is left out.", example: "15.6" },
  id: { description: "An id of web-features; for browsers also one of caniuse.", example: "has" },
  slug: {
    description: "The id of an audience: `world`, a region's code, or the slug of a saved one.",
    example: "DE",
  },
}
