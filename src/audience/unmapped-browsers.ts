/** Browsers that caniuse has, with or without visits, and nobody maps: they are unknown, and no mistake. */
export const unmappedBrowsers: ReadonlySet<string> = new Set([
  "ie",
  "ie_mob",
  "op_mini",
  "bb",
  "baidu",
  "kaios",
])
