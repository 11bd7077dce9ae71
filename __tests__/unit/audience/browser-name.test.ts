import { type BrowserLabels, browserFromName } from "#audience/browser-name"

const labels = (
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
  [labels("Edge", "141.0.0.0", "iOS", "18.5.1"), "safari_ios 18.5"],
  [labels("Opera", "5.0", "iPadOS", "17.0"), "safari_ios 17"],
  [labels("Safari", "26.0", "iOS", "18.6"), "safari_ios 26"],
  [labels("Safari (in-app)", "(not set)", "iOS", "16.7.10"), "safari_ios 16.7"],
  [labels("Safari", "Unknown", "iPhone", "15.8"), "safari_ios 15.8"],
  [labels("Chrome Mobile iOS", "141.0", "", "18.5"), "safari_ios 18.5"],
  [labels("Mobile Safari", "17.2"), "safari_ios 17.2"],
  [labels("Safari", "17.6", "Mac"), "safari 17.6"],
  [labels("Safari", "17.6"), "safari 17.6"],
  [labels("Safari", "17.6", "", "", "Mobile"), "safari_ios 17.6"],
  [labels("Chrome", "141.0.0.0"), "chrome 141"],
  [labels("chrome", "141", "Android"), "chrome_android 141"],
  [labels("Chrome", "141", "(not set)", "", "smartphone"), "chrome_android 141"],
  [labels("Chrome", "141", "Chrome OS"), "chrome 141"],
  [labels("Chrome Webview", "140.0"), "webview_android 140"],
  [labels("Android Webview", "140.0.7339.51", "Android", "14"), "webview_android 140"],
  [labels("Samsung Internet", "28.0", "Android"), "samsunginternet_android 28"],
  [labels("Microsoft Edge", "18.19042", "Windows"), "edge 18"],
  [labels("Edge", "140.0", "Android"), "chrome_android 140"],
  [labels("Opera", "122.0", "Windows"), "opera 122"],
  [labels("Opera", "80.0", "Android"), "opera_android 80"],
  [labels("YaBrowser", "23.11.0.93", "Android"), "ya_android 23.11"],
  [labels("UC Browser", "15.5", "Android"), "uc_android 15.5"],
  [labels("Amazon Silk", "120.1", "Fire OS"), "chrome_android 120"],
  [labels("Chrome", "120.0", "Tizen", "", "smart tv"), "chrome 120"],
  [labels("Samsung Internet", "28.0", "Linux"), "samsunginternet_android 28"],
  [labels("Android Webview", "4.4"), "webview_android 4.4"],
  // If a user agent has no `Version/`, Google Analytics exports the build number of WebKit.
  [labels("Safari", "9537.53", "iOS", "7.1.2"), "safari_ios 7.1"],
  [labels("Safari", "600.1.4", "iOS", "8.1"), "safari_ios 8.1"],
  [labels("Safari (in-app)", "604.1", "iOS", "17.4"), "safari_ios 17.4"],
])("maps %j to %s", (browser, expected) => {
  const found = browserFromName(browser)
  expect(`${found?.browser} ${found?.version}`).toBe(expected)
})

test.each<[BrowserLabels]>([
  [labels("Internet Explorer", "11.0", "Windows")],
  [labels("YaBrowser", "23.11", "Windows")],
  [labels("Safari", "17.0", "Linux")],
  [labels("Android Browser", "4.0", "Android", "4.4")],
  [labels("Chrome Mobile iOS", "141.0")],
  [labels("Chrome", "(not set)", "Windows")],
  [labels("Chrome", "", "iOS", "(not set)")],
  [labels("Chrome", "0.0.0.0")],
  [labels("Safari", "0")],
  [labels("Chrome", "20251010123")],
  [labels("Chrome", "10000")],
  [labels("constructor", "141")],
  [labels("", "141")],
  [labels("Safari", "604.1", "iOS")],
  [labels("Safari", "601.1", "Macintosh", "Intel 10.10")],
  [labels("Firefox", "2000.0", "Windows")],
  [labels("Safari", "20.0", "Macintosh")],
  [labels("Samsung Internet", "3.0", "Tizen", "5.5", "smart tv")],
  [labels("Opera", "46.0", "", "", "Smart TV")],
  [labels("Facebook", "38", "Android")],
  [labels("Opera", "12.16", "Windows")],
])("returns undefined for %j", (browser) => {
  expect(browserFromName(browser)).toBeUndefined()
})

test.each([
  [labels("Chrome", "141.0", "iOS", "18.7"), "safari_ios 18.7"],
  [labels("Safari", "604.1", "iOS", "18.6.2"), "safari_ios 18.6"],
  [labels("Facebook", "600", "Android"), "facebook_android 600"],
])("maps %j to the lower bound %s", (browser, expected) => {
  const found = browserFromName(browser)
  expect(`${found?.browser} ${found?.version}`).toBe(expected)
  expect(found?.isLowerBound).toBe(true)
})

test.each([
  [labels("Safari", "26.0", "iOS", "18.6")],
  [labels("Chrome", "141.0", "iOS", "18.5")],
  [labels("Chrome", "141.0", "Windows")],
])("maps %j to an exact version", (browser) => {
  expect(browserFromName(browser)).not.toHaveProperty("isLowerBound")
})
