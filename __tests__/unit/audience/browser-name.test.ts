import { type BrowserLabels, browserFromName } from "../../../src/audience/browser-name"

const named = (
  name: string,
  version: string,
  system = "",
  systemVersion = "",
  device = "",
): BrowserLabels => ({
  name,
  version,
  system,
  systemVersion,
  device,
})

test.each<[BrowserLabels, string]>([
  [named("Edge", "141.0.0.0", "iOS", "18.5.1"), "safari_ios 18.5"],
  [named("Opera", "5.0", "iPadOS", "17.0"), "safari_ios 17"],
  [named("Safari", "26.0", "iOS", "18.6"), "safari_ios 26"],
  [named("Safari (in-app)", "(not set)", "iOS", "16.7.10"), "safari_ios 16.7"],
  [named("Safari", "Unknown", "iPhone", "15.8"), "safari_ios 15.8"],
  [named("Chrome Mobile iOS", "141.0", "", "18.5"), "safari_ios 18.5"],
  [named("Mobile Safari", "17.2"), "safari_ios 17.2"],
  [named("Safari", "17.6", "Mac"), "safari 17.6"],
  [named("Safari", "17.6"), "safari 17.6"],
  [named("Safari", "17.6", "", "", "Mobile"), "safari_ios 17.6"],
  [named("Chrome", "141.0.0.0"), "chrome 141"],
  [named("chrome", "141", "Android"), "chrome_android 141"],
  [named("Chrome", "141", "(not set)", "", "smartphone"), "chrome_android 141"],
  [named("Chrome", "141", "Chrome OS"), "chrome 141"],
  [named("Chrome Webview", "140.0"), "webview_android 140"],
  [named("Android Webview", "140.0.7339.51", "Android", "14"), "webview_android 140"],
  [named("Samsung Internet", "28.0", "Android"), "samsunginternet_android 28"],
  [named("Microsoft Edge", "18.19042", "Windows"), "edge 18"],
  [named("Edge", "140.0", "Android"), "chrome_android 140"],
  [named("Opera", "122.0", "Windows"), "opera 122"],
  [named("Opera", "80.0", "Android"), "opera_android 80"],
  [named("YaBrowser", "23.11.0.93", "Android"), "ya_android 23.11"],
  [named("UC Browser", "15.5", "Android"), "uc_android 15.5"],
  [named("Amazon Silk", "120.1", "Fire OS"), "chrome_android 120"],
])("%j", (browser, expected) => {
  const found = browserFromName(browser)
  expect(`${found?.browser} ${found?.version}`).toBe(expected)
})

test.each<[BrowserLabels]>([
  [named("Internet Explorer", "11.0", "Windows")],
  [named("YaBrowser", "23.11", "Windows")],
  [named("Safari", "17.0", "Linux")],
  [named("Android Browser", "4.0", "Android", "4.4")],
  [named("Chrome Mobile iOS", "141.0")],
  [named("Chrome", "(not set)", "Windows")],
  [named("Chrome", "", "iOS", "(not set)")],
  [named("Chrome", "0.0.0.0")],
  [named("Safari", "0")],
  [named("Chrome", "20251010123")],
  [named("Chrome", "10000")],
  [named("constructor", "141")],
  [named("", "141")],
])("nobody knows %j", (browser) => {
  expect(browserFromName(browser)).toBeUndefined()
})
