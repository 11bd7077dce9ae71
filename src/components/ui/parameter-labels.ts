import type { FieldError } from "./field"

const labels: Readonly<Record<string, string>> = {
  add: "Feature to add",
  audience: "Audience",
  baseline: "Baseline",
  below: "First version to keep",
  browsers: "Browsers",
  cover: "Minimum share of visits",
  editKey: "Edit key",
  features: "Features",
  file: "File",
  group: "Group",
  listed: "Public list",
  min: "Minimum reach",
  name: "Name",
  of: "Basis",
  page: "Page",
  part: "Part",
  q: "Search",
  snapshot: "Snapshot",
  sort: "Sort by",
  target: "Target",
  unknown: "Unknown visits",
  version: "Version",
  vs: "Audience to compare with",
}

/** Returns the error of a parameter with its label: “Minimum reach: Must be a percentage from 0 to 100, …” */
export const labelledError = ({ parameter, message }: FieldError): string =>
  `${labels[parameter] ?? parameter}: ${message}`
