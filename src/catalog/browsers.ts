/** The browsers that web-features tracks: its support data names these and no others. */
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
 * Browsers built on Chromium that baseline-browser-mapping maps to a Chromium version, and the core browser
 * whose support data counts for them at that version.
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

/** caniuse's ids of the browsers that are known here; its others (`ie`, `op_mini`, `kaios`…) are mapped by nobody. */
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

/** The browser that an id of web-features, of baseline-browser-mapping or of caniuse names, if it is known here. */
export function toBrowserId(id: string): BrowserId | undefined {
  if ((browserIds as readonly string[]).includes(id)) return id as BrowserId
  return Object.hasOwn(byCaniuseId, id) ? byCaniuseId[id] : undefined
}

/** The core browser whose support data counts for a browser: itself, or Chrome for what is built on Chromium. */
export function engineOf(browser: BrowserId): CoreBrowserId {
  return browser in downstreamBrowsers
    ? downstreamBrowsers[browser as DownstreamBrowserId].engine
    : (browser as CoreBrowserId)
}

/** What caniuse, and with it browserslist, calls a browser; undefined for those that it does not list. */
export function toCaniuseId(browser: string): string | undefined {
  return Object.keys(byCaniuseId).find((id) => byCaniuseId[id] === browser)
}
