/** Names of browsers in caniuse without support data, by id. They count as unknown and do not cause an input error. */
export const unmappedBrowsers: ReadonlyMap<string, string> = new Map([
  ["ie", "Internet Explorer"],
  ["ie_mob", "Internet Explorer Mobile"],
  ["op_mini", "Opera Mini"],
  ["bb", "BlackBerry Browser"],
  ["baidu", "Baidu Browser"],
  ["kaios", "KaiOS Browser"],
])
