import { detectBrowser } from "#audience/user-agent"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const android = `Mozilla/5.0 (Linux; Android 10; K) ${blink}`
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink}`
const webView = `Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UQ1A; wv) ${blink} Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36`
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)"
const iPad = "Mozilla/5.0 (iPad; CPU OS 16_6_1 like Mac OS X)"
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"

const rowsOf = (table: string) =>
  table
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim()))

const known = `
chrome 120 | Chrome | ${windows} Chrome/120.0.0.0 Safari/537.36
chrome 120 | Chrome on ChromeOS | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Chrome/120.0.0.0 Safari/537.36
chrome_android 120 | Chrome on Android | ${android} Chrome/120.0.0.0 Mobile Safari/537.36
edge 120 | Edge | ${windows} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91
edge 18 | Edge before Chromium | ${windows} Chrome/70.0.3538.102 Safari/537.36 Edge/18.19042
chrome_android 120 | Edge on Android | ${android} Chrome/120.0.0.0 Mobile Safari/537.36 EdgA/119.0.0.0
firefox 121 | Firefox | Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0
firefox 115 | Firefox 115 with a frozen engine version | Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0
firefox_android 121 | Firefox on Android | Mozilla/5.0 (Android 14; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0
safari 17.2 | Safari | ${mac} ${webkit} Version/17.2 Safari/605.1.15
safari 17 | Safari with a minor version of 0 | ${mac} ${webkit} Version/17.0 Safari/605.1.15
safari_ios 26 | Safari 26 with a frozen system version | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit} Version/26.0 Mobile/15E148 Safari/604.1
safari_ios 16.6 | Safari on iPadOS | ${iPad} ${webkit} Version/16.6 Mobile/15E148 Safari/604.1
safari_ios 17.2 | Chrome on iOS | ${iPhone} ${webkit} CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1
safari_ios 17.2 | Firefox on iOS | ${iPhone} ${webkit} FxiOS/121.0 Mobile/15E148 Safari/605.1.15
safari_ios 17 | Edge on iOS | ${iPhone} ${webkit} Version/17.0 EdgiOS/120.0.2210.116 Mobile/15E148 Safari/604.1
safari_ios 17.2 | Opera on iOS | ${iPhone} ${webkit} Version/17.2 Mobile/15E148 Safari/604.1 OPT/4.4.0
safari_ios 17.1 | Chrome on an iPad in desktop mode | ${mac} ${webkit} CriOS/120 Version/17.1 Safari/605.1.15
safari_ios 17.1 | Firefox on an iPad in desktop mode | ${mac} ${webkit} Version/17.1 FxiOS/130.0 Safari/605.1.15
safari_ios 17.2 | Facebook on iOS | ${iPhone} ${webkit} Mobile/15E148 [FBAN/FBIOS;FBAV/446.0.0.36.108;FBDV/iPhone14,5]
safari_ios 17.2 | Instagram on iOS | ${iPhone} ${webkit} Mobile/15E148 Instagram 312.0.0.30.113 (iPhone14,5; iOS 17_2)
safari_ios 17.2 | an app WebView on iOS | ${iPhone} ${webkit} Mobile/15E148
webview_android 120 | Android WebView | ${webView}
facebook_android 446 | Facebook on Android | ${webView} [FB_IAB/FB4A;FBAV/446.0.0.42.108;]
instagram_android 312 | Instagram on Android | ${webView} Instagram 312.1.0.34.111 Android (34/14; 420dpi)
samsunginternet_android 23 | Samsung Internet | Mozilla/5.0 (Linux; Android 13; SM-S918B) ${blink} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36
opera 106 | Opera | ${windows} Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0
opera_android 76 | Opera on Android | ${android} Chrome/120.0.0.0 Mobile Safari/537.36 OPR/76.0.0.0
uc_android 13.4 | UC Browser | Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A135F) ${blink} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.4.0.1306 Mobile Safari/537.36
qq_android 14.2 | QQ Browser | Mozilla/5.0 (Linux; U; Android 12; zh-cn; V2190A) ${blink} Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.2 Mobile Safari/537.36
ya_android 23.11 | Yandex on Android | Mozilla/5.0 (Linux; arm_64; Android 13; SM-A525F) ${blink} Chrome/118.0.5993.118 YaBrowser/23.11.0.93.00 SA/3 Mobile Safari/537.36
chrome 118 | Yandex by its Chromium version | ${windows} Chrome/118.0.5993.118 YaBrowser/23.11.0.2470 Yowser/2.5 Safari/537.36
chrome 120 | Vivaldi by its Chromium version | ${windows} Chrome/120.0.0.0 Safari/537.36 Vivaldi/6.5
chrome_android 120 | Silk by its Chromium version | Mozilla/5.0 (Linux; Android 9; KFMAWI) ${blink} Silk/120.1.1 like Chrome/120.0.6099.43 Safari/537.36
`

test.each(rowsOf(known))("detects %s: %s", (expected, _, userAgent) => {
  const found = detectBrowser({ userAgent })
  expect(`${found?.browser} ${found?.version}`).toBe(expected)
  expect(catalog.rank(found?.browser ?? "chrome", found?.version ?? "")).toBeGreaterThan(0)
})

const unknown = `
Internet Explorer | Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
Opera Mini | Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16
Android Browser before Chromium | Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30
GNOME Web | Mozilla/5.0 (X11; Linux x86_64) ${webkit} Version/17.0 Safari/605.1.15
Chrome on iOS in desktop mode, with a frozen version | ${mac} ${webkit} CriOS/120 Version/11.1.1 Safari/605.1.15
Firefox on an iPad in desktop mode, without a version | ${mac} ${webkit} FxiOS/130.0 Safari/605.1.15
Edge on an iPad in desktop mode, without a version | ${mac} ${webkit} EdgiOS/130.0 Safari/605.1.15
Opera Touch on an iPad in desktop mode, without a version | ${mac} ${webkit} OPT/4.0
Opera on an iPad in desktop mode, without a version | ${mac} ${webkit} OPiOS/16.0 Safari/605.1.15
Firefox on an iPad in desktop mode, with dots in the macOS version | Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) ${webkit} FxiOS/130.0 Safari/605.1.15
curl | curl/8.5.0
an empty user agent |
an invalid version | ${windows} Chrome/x Safari/537.36
a version of zeros | ${windows} Chrome/0.0.0.0 Safari/537.36
a date as the version | ${windows} Chrome/20251010.0 Safari/537.36
markup | </script><script>alert(1)</script>
`

test.each(rowsOf(unknown))("returns undefined for %s", (_, userAgent) => {
  expect(detectBrowser({ userAgent })).toBeUndefined()
})

test("detects a browser that claims to be Chrome by its brands", () => {
  const userAgent = `${windows} Chrome/120.0.0.0 Safari/537.36`
  const brandsOf = (name: string) => `"Not_A Brand";v="8", "Chromium";v="120", "${name}";v="106"`
  expect(detectBrowser({ userAgent, brands: brandsOf("Opera") })).toEqual({
    browser: "opera",
    version: "106",
  })
  expect(detectBrowser({ userAgent, brands: brandsOf("Opera GX") })).toEqual({
    browser: "opera",
    version: "106",
  })
  expect(detectBrowser({ userAgent, brands: brandsOf("Microsoft Edge") })).toEqual({
    browser: "edge",
    version: "106",
  })
  expect(detectBrowser({ userAgent, brands: brandsOf("Brave") })).toEqual({
    browser: "chrome",
    version: "120",
  })
  expect(detectBrowser({ userAgent, brands: '";v="' })).toEqual({ browser: "chrome", version: "120" })
})

test("handles a user agent of 1 MB in linear time", () => {
  const start = performance.now()
  detectBrowser({ userAgent: `Mozilla/5.0 ${"(".repeat(1e6)}`, brands: '"'.repeat(1e6) })
  // Code that takes quadratic time would take minutes.
  expect(performance.now() - start).toBeLessThan(5_000)
})

test.each([
  "Line/13.20.0/IAB",
  "KAKAOTALK 10.5.5",
  "Snapchat/12.60.0.60 (like Safari/8, panda)",
  "MicroMessenger/8.0.44.2502 WeChat/arm64 Weixin NetType/WIFI",
  "DuckDuckGo/5",
  "musical_ly_2023201030 BytedanceWebview/d8a21c6 TikTok/32.1.3",
])("detects an app WebView as Android WebView: %s", (app) => {
  expect(detectBrowser({ userAgent: `${webView} ${app}` })).toEqual({
    browser: "webview_android",
    version: "120",
  })
})

test("detects HarmonyOS with an Android token as Android", () => {
  const huawei = `Mozilla/5.0 (Linux; Android 10; HarmonyOS; ELS-AN00) ${blink} Chrome/114.0.5735.196`
  expect(detectBrowser({ userAgent: `${huawei} HuaweiBrowser/14.0.5.302 Mobile Safari/537.36` })).toEqual({
    browser: "chrome_android",
    version: "114",
  })
})
