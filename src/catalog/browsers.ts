export const coreBrowsers = [
  "chrome",
  "chrome_android",
  "edge",
  "firefox",
  "firefox_android",
  "safari",
  "safari_ios",
] as const

export type CoreBrowserId = (typeof coreBrowsers)[number]

/**
 * Browsers whose Chromium versions baseline-browser-mapping contains. The support data of the browser `engine` apply to
 * them.
 */
export const downstreamBrowsers = {
  opera: { name: "Opera", engine: "chrome" },
  opera_android: { name: "Opera Android", engine: "chrome_android" },
  samsunginternet_android: { name: "Samsung Internet", engine: "chrome_android" },
  webview_android: { name: "Android WebView", engine: "chrome_android" },
  uc_android: { name: "UC Browser for Android", engine: "chrome_android" },
  qq_android: { name: "QQ Browser for Android", engine: "chrome_android" },
  ya_android: { name: "Yandex Browser for Android", engine: "chrome_android" },
  facebook_android: { name: "Facebook for Android", engine: "chrome_android" },
  instagram_android: { name: "Instagram for Android", engine: "chrome_android" },
} as const satisfies Record<string, { name: string; engine: CoreBrowserId }>

export type DownstreamBrowserId = keyof typeof downstreamBrowsers
export type BrowserId = CoreBrowserId | DownstreamBrowserId

export const browserIds: readonly BrowserId[] = [
  ...coreBrowsers,
  ...(Object.keys(downstreamBrowsers) as DownstreamBrowserId[]),
]

/** Browsers by caniuse's ids. caniuse's other browsers (`ie`, `op_mini`, `kaios`…) have no support data. */
const byCaniuseId: Readonly<Record<string, BrowserId>> = {
  chrome: "chrome",
  and_chr: "chrome_android",
  edge: "edge",
  firefox: "firefox",
  and_ff: "firefox_android",
  safari: "safari",
  ios_saf: "safari_ios",
  opera: "opera",
  op_mob: "opera_android",
  samsung: "samsunginternet_android",
  android: "webview_android",
  and_uc: "uc_android",
  and_qq: "qq_android",
}

/** Returns the browser with this id in web-features, baseline-browser-mapping or caniuse. */
export function toBrowserId(id: string): BrowserId | undefined {
  if ((browserIds as readonly string[]).includes(id)) return id as BrowserId
  return Object.hasOwn(byCaniuseId, id) ? byCaniuseId[id] : undefined
}

/** Returns the core browser whose support data applies to a browser: Chrome for browsers built on Chromium. */
export function engineOf(browser: BrowserId): CoreBrowserId {
  return browser in downstreamBrowsers
    ? downstreamBrowsers[browser as DownstreamBrowserId].engine
    : (browser as CoreBrowserId)
}

/** Returns the id of a browser in caniuse and browserslist. Returns undefined if they do not list the browser. */
export function toCaniuseId(browser: string): string | undefined {
  return Object.keys(byCaniuseId).find((id) => byCaniuseId[id] === browser)
}
