/** Browsers that caniuse lists but that have no support data. They count as unknown and are not an input error. */
export const unmappedBrowsers: ReadonlySet<string> = new Set([
  "ie",
  "ie_mob",
  "op_mini",
  "bb",
  "baidu",
  "kaios",
])
