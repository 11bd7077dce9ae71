/** Browsers in caniuse without support data. They count as unknown and do not cause an input error. */
export const unmappedBrowsers: ReadonlySet<string> = new Set([
  "ie",
  "ie_mob",
  "op_mini",
  "bb",
  "baidu",
  "kaios",
])
