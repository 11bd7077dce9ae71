import { detectBrowser } from "#audience/user-agent"
import { provideCatalog } from "../../support/inputs/catalog"

const catalog = provideCatalog()
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const android = `Mozilla/5.0 (Linux; Android 10; K) ${blink}`
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink}`
const webView = `Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UQ1A; wv) ${blink} Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36`
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)"
/** Safari 26 froze the system version in its user agent at 18.6, then at 18.7. */
const frozen = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X)"
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
opera_android 80 | Opera on Android | ${android} Chrome/120.0.0.0 Mobile Safari/537.36 OPR/80.0.0.0
chrome_android 120 | Opera on Android with another Chromium | ${android} Chrome/120.0.0.0 Mobile Safari/537.36 OPR/76.0.0.0
uc_android 15.5 | UC Browser | Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A135F) ${blink} Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.8.1306 Mobile Safari/537.36
uc_android 15.5 | UC Browser without a Chromium version | Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A135F) ${blink} Version/4.0 UCBrowser/15.5.8.1306 Mobile Safari/537.36
webview_android 100 | UC Browser with another Chromium | Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A135F) ${blink} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.4.0.1306 Mobile Safari/537.36
qq_android 14.1 | QQ Browser | Mozilla/5.0 (Linux; U; Android 12; zh-cn; V2190A) ${blink} Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.1 Mobile Safari/537.36
webview_android 98 | QQ Browser with another Chromium | Mozilla/5.0 (Linux; U; Android 12; zh-cn; V2190A) ${blink} Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.2 Mobile Safari/537.36
ya_android 23.11 | Yandex on Android | Mozilla/5.0 (Linux; arm_64; Android 13; SM-A525F) ${blink} Chrome/118.0.5993.118 YaBrowser/23.11.0.93.00 SA/3 Mobile Safari/537.36
webview_android 119 | Facebook with another WebView | ${webView.replace("120", "119")} [FB_IAB/FB4A;FBAV/446.0.0.42.108;]
webview_android 85 | Instagram with an old WebView | ${webView.replace("120", "85")} Instagram 278.0.0.1.1 Android (29/10; 400dpi)
webview_android 157 | Facebook after its last known version | ${webView.replace("120", "157")} [FB_IAB/FB4A;FBAV/590.0.0.1.1;]
webview_android 37 | the first WebView with the version of Chromium | Mozilla/5.0 (Linux; Android 5.0; X1) ${blink} Version/4.0 Chrome/37.0.0.0 Mobile Safari/537.36
chrome_android 30 | a WebView of Android 4.4 by its Chromium version | Mozilla/5.0 (Linux; Android 4.4; X1) ${blink} Version/4.0 Chrome/30.0.0.0 Mobile Safari/537.36
chrome_android 120 | the Yandex app, whose version is a week | ${android} Chrome/120.0.0.0 YaSearchBrowser/24.19 YaSearchApp/24.19 Mobile Safari/537.36
chrome 116 | Opera on TVs, which always claims to be Opera 46 | Mozilla/5.0 (Linux; Andr0id 9; TV1) ${blink} Chrome/116.0.0.0 Safari/537.36 OPR/46.0.2207.0 OMI/4.24
chrome 69 | Samsung Internet on a TV | Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.5) ${blink} SamsungBrowser/3.0 Chrome/69.0.3497.106 TV Safari/537.36
chrome 79 | a TV by LG, which writes a zero | Mozilla/5.0 (Web0S; Linux/SmartTV) ${blink} Chr0me/79.0.3945.79 Safari/537.36 LG Browser/8.00.00
chrome 69 | a TV that names only Chromium | HbbTV/1.4.1 (+DRM;Samsung;SmartTV2020;;) Tizen/5.5 (+SmartHubLink) Chromium/69
chrome_android 120 | Android in a log without brackets | Mozilla/5.0 Linux; Android 10; K AppleWebKit/537.36 KHTML, like Gecko Chrome/120.0.0.0 Mobile Safari/537.36
safari_ios 12.1 | iOS in a log without brackets | Mozilla/5.0 iPhone; CPU iPhone OS 12_1_4 like Mac OS X AppleWebKit/605.1.15 KHTML, like Gecko Mobile/16D57 Instagram 91.0 iPad5,3; iOS 12_1_4
safari_ios 15 | a WebView with another name of WebKit | Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) WebKit/8612 (KHTML, like Gecko) Mobile/19A341 [FBAN/FBIOS;FBSN/iOS;FBSV/15.0]
firefox 2 | a browser on the engine of Firefox 2 | Mozilla/5.0 (X11; U; Linux i686; en-US; rv:1.8.1.21) Gecko/20090218 BonEcho
chrome_android 145 | Opera Touch on Android | ${android} Chrome/145.0.0.0 Safari/537.36 OPT/2.9
chrome_android 120 | an iOS token on Android | ${android} Chrome/120.0.0.0 Mobile Safari/537.36 FxiOS/121.0
chrome_android 137 | an Android phone that is called iPhone | Mozilla/5.0 (Linux; Android 13; iPhone 15 Pro) ${blink} Chrome/137.0.0.0 Mobile Safari/537.36
chrome_android 120 | Android in lower case | ${android.toLowerCase()} chrome/120.0.0.0 mobile safari/537.36
safari_ios 17.2 | iOS in lower case | ${iPhone.toLowerCase()} ${webkit.toLowerCase()} version/17.2 mobile/15e148 safari/604.1
chrome_android 114 | HarmonyOS NEXT | Mozilla/5.0 (Phone; OpenHarmony 5.0) ${blink} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.5
chrome 114 | HarmonyOS NEXT on a computer | Mozilla/5.0 (PC; OpenHarmony 5.0) ${blink} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 HuaweiBrowser/5.1.5
chrome 132 | HarmonyOS NEXT on a tablet with a keyboard | Mozilla/5.0 (2in1; OpenHarmony 5.0) ${blink} Chrome/132.0.0.0 Safari/537.36 ArkWeb/6.0.0.1
chrome 123 | Xiaomi's browser, which asks for desktop sites | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/534.24 (KHTML, like Gecko) Chrome/123.0.0.0 Safari/534.24 XiaoMi/MiuiBrowser/14.33.0
chrome 20 | Chrome before Blink | Mozilla/5.0 (Windows NT 6.1) AppleWebKit/536.11 (KHTML, like Gecko) Chrome/20.0.1132.57 Safari/536.11
edge 18 | Edge on Xbox by the Windows build | ${windows} Chrome/70.0.3538.102 Safari/537.36 Edge/44.18363.8131
edge 15 | Edge on Windows Phone | Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) ${blink} Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063
safari 26.3 | another WebKit browser on a Mac | ${mac} ${webkit} Version/26.3 Safari/605.1.15 Ddg/26.3
safari_ios 16.4 | iOS without “OS” | Mozilla/5.0 (iPhone; CPU iPhone 16_4_1 like Mac OS X) ${webkit} Mobile/15E148 Safari/605.1
safari_ios 9.1 | iOS with points | Mozilla/5.0 (iPad; CPU OS 9.1 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Mobile/13B143
safari_ios 16.1 | an app that claims an older Safari than the system has | Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) ${webkit} Version/11.0 Mobile/15E148 Safari/604.1
safari_ios 17.2 | an app whose own version looks like that of a system | ${iPhone} ${webkit} Mobile/15E148 MyApp/1.0 iOS/26.4
safari_ios 26.1 | Facebook on iOS 26 | ${frozen} ${webkit} Mobile/15E148 [FBAN/FBIOS;FBAV/540.0.0.1.1;FBDV/iPhone17,1;FBSN/iOS;FBSV/26.1]
safari_ios 26.2 | Instagram on iOS 26 | ${frozen} ${webkit} Mobile/15E148 Instagram 405.0.0.1.1 (iPhone17,1; iOS 26_2; de_DE; de)
safari_ios 18.7 | Instagram on iOS 18.7 | ${frozen} ${webkit} Mobile/15E148 Instagram 405.0.0.1.1 (iPhone17,1; iOS 18_7; de_DE; de)
safari_ios 26.3 | an app that states the system | ${frozen} ${webkit} Mobile/15E148;MyApp/4.22.1/iOS/26.3
safari_ios 26.1 | Weibo on iOS 26 | ${frozen} ${webkit} Mobile/15E148 Weibo (iPhone17,1__weibo__15.9.0__iphone__os26.1)
safari_ios 26.1 | Facebook on an iPad in desktop mode | ${mac} ${webkit} [FBAN/FBIOS;FBAV/540.0.0.1.1;FBDV/iPad14,1;FBSN/iPadOS;FBSV/26.1]
safari_ios 17.4 | an app on an iPad in desktop mode | ${mac} ${webkit} Version/17.4 Mobile/15E148 Safari/604.1
firefox 3.6 | Firefox 3.6 | Mozilla/5.0 (Windows; U; Windows NT 6.1; en-US; rv:1.9.2.6) Gecko/20100625 Firefox/3.6.6
firefox 5 | Firefox without the date of its engine | Mozilla/5.0 (X11; Linux x86_64; rv:2.0.1) Gecko Firefox/5.0.1
firefox 3.5 | a browser on the engine of Firefox 3.5 | Mozilla/5.0 (X11; U; Linux x86_64; en-US; rv:1.9.1) Gecko/20090630 Iceweasel
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
an app on an iPad in desktop mode, with a version of its own | ${mac} ${webkit} Mobile/15E148 MyApp iOS/4.2
Firefox on an iPad in desktop mode, with dots in the macOS version | Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) ${webkit} FxiOS/130.0 Safari/605.1.15
curl | curl/8.5.0
an empty user agent |
an invalid version | ${windows} Chrome/x Safari/537.36
Opera Mini on a feature phone | Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/35.5706; U; id) Presto/2.8.119 Version/11.10
a browser on Android before Chromium that names itself | Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 UCBrowser/10.7 Mobile Safari/534.30
a named browser before its first known version, without a Chromium version | Mozilla/5.0 (Linux; Android 9; X1) ${blink} Version/4.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/38.0.0.1.1;]
Opera with Presto that claims to be Firefox | Mozilla/5.0 (Macintosh; Intel Mac OS X; U; en; rv:1.8.0) Gecko/20060728 Firefox/1.5.0 Opera 9.27
a media player on tvOS | AppleCoreMedia/1.0.0.18J383 (Apple TV; U; CPU OS 14_0 like Mac OS X; en_us)
a request of an iOS app | MyApp/4.1 (iPhone; iOS 17.5; Scale/3.00)
Pale Moon, which has its own engine | Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Goanna/6.7 Gecko/20100101 Firefox/102.0 PaleMoon/33.0
a version of Firefox that no release has | Mozilla/5.0 (Windows NT 10.0; rv:2000.0) Gecko/20100101 Firefox/2000.0
a version of Chrome that no release has | ${windows} Chrome/82.0.4068.4 Safari/537.36
a version of Safari that no release has | ${mac} ${webkit} Version/21.0 Safari/605.1.15
a WebKit build as the version of Safari | ${mac} ${webkit} Version/604.1 Safari/604.1
a version of zeros | ${windows} Chrome/0.0.0.0 Safari/537.36
a date as the version | ${windows} Chrome/20251010.0 Safari/537.36
markup | </script><script>alert(1)</script>
`

test.each(rowsOf(unknown))("returns undefined for %s", (_, userAgent) => {
  expect(detectBrowser({ userAgent })).toBeUndefined()
})

describe("browsers that claim to be Chrome", () => {
  const userAgent = `${windows} Chrome/120.0.0.0 Safari/537.36`
  const brandsOf = (name: string, version: string, chromium = "120") =>
    `"Not_A Brand";v="8", "Chromium";v="${chromium}", "${name}";v="${version}"`

  test.each([
    ["opera 106", brandsOf("Opera", "106")],
    ["opera 106", brandsOf("Opera GX", "106")],
    ["opera 106", brandsOf("Opera", "106.0.4998.70", "120.0.6099.200")],
    ["edge 120", brandsOf("Microsoft Edge", "120")],
    ["edge 120", brandsOf("Microsoft Edge", "120.0.2210.91", "120.0.6099.109")],
    ["chrome 120", brandsOf("Brave", "120")],
    // baseline-browser-mapping maps this version to another version of Chromium.
    ["chrome 120", brandsOf("Opera", "107")],
    ["chrome 120", brandsOf("Microsoft Edge", "106")],
    // A browser extension changed the user agent, so only the client hints (brands) contain the real version.
    ["chrome 141", brandsOf("Google Chrome", "141", "141")],
    ["chrome 120", '";v="'],
    ["chrome 120", ""],
  ])("are %s by their brands %s", (expected, brands) => {
    const found = detectBrowser({ userAgent, brands })
    expect(`${found?.browser} ${found?.version}`).toBe(expected)
  })

  test("are Samsung Internet by their brands on Android", () => {
    const chrome = `${android} Chrome/130.0.0.0 Mobile Safari/537.36`
    expect(detectBrowser({ userAgent: chrome, brands: brandsOf("Samsung Internet", "28.0", "130") })).toEqual(
      {
        browser: "samsunginternet_android",
        version: "28",
      },
    )
  })
})

test.each([
  ["Chrome", "18.7", `${frozen} ${webkit} CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1`],
  ["Firefox", "18.7", `${frozen} ${webkit} FxiOS/145.0 Mobile/15E148 Safari/604.1`],
  ["an app", "18.6", `${frozen.replace("18_7", "18_6")} ${webkit} Mobile/15E148`],
  ["an app with a version of its own", "18.7", `${frozen} ${webkit} Mobile/15E148 MyApp-iOS/4.2`],
])("the frozen system version is a lower bound for %s", (_, version, userAgent) => {
  expect(detectBrowser({ userAgent })).toEqual({ browser: "safari_ios", version, isLowerBound: true })
})

test.each([
  `${frozen} ${webkit} Version/26.0 Mobile/15E148 Safari/604.1`,
  `${frozen} ${webkit} Mobile/15E148 [FBAN/FBIOS;FBSN/iOS;FBSV/26.1]`,
  `${iPhone} ${webkit} CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1`,
  `${windows} Chrome/120.0.0.0 Safari/537.36`,
])("a stated version is not a lower bound: %s", (userAgent) => {
  expect(detectBrowser({ userAgent })).not.toHaveProperty("isLowerBound")
})

test("a browser after its last known version is a lower bound without a Chromium version", () => {
  const userAgent = `Mozilla/5.0 (Linux; Android 15; X1; wv) ${blink} Version/4.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/600.0.0.1.1;]`
  expect(detectBrowser({ userAgent })).toEqual({
    browser: "facebook_android",
    version: "600",
    isLowerBound: true,
  })
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
