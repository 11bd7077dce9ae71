/**
 * User agents made from the rules by which browsers, apps and systems write them. Each rule states what its user agents
 * are, so the expected results do not come from the code under test.
 */
import type { CoreBrowserId } from "#catalog/browsers"

export type ExpectedBrowser = {
  /** The core browser whose support data must apply. */
  engine: CoreBrowserId
  version: string
  isLowerBound?: true
}

export type CorpusEntry = {
  userAgent: string
  expected: ExpectedBrowser | "unknown" | "bot"
}

const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"

/** Combines each item of one list with each item of the other. */
const cross = <A, B, R>(as: readonly A[], bs: readonly B[], combine: (a: A, b: B) => R): R[] =>
  as.flatMap((a) => bs.map((b) => combine(a, b)))

const chromiumVersions = ["30", "49", "69", "80", "87", "99", "109", "115", "120", "126", "130", "141", "157"]

const desktopSystems = [
  "Windows NT 10.0; Win64; x64",
  "Windows NT 6.1; WOW64",
  "Windows NT 10.0; ARM64",
  "Macintosh; Intel Mac OS X 10_15_7",
  "Macintosh; Intel Mac OS X 10_11_6",
  "X11; Linux x86_64",
  "X11; Ubuntu; Linux aarch64",
  "X11; CrOS x86_64 14541.0.0",
  "X11; FreeBSD amd64",
]

/** What desktop browsers on Chromium write before and after `Safari/537.36`. `N` is the version of Chromium. */
const desktopBrowsers: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["", " Edg/N.0.2210.91"],
  ["", " OPR/90.0.4480.54"],
  ["", " OPR/46.0.2207.0"],
  ["", " OPR/N.0.0.0"],
  ["", " Vivaldi/6.5.3206.39"],
  ["YaBrowser/24.1.0.2571 Yowser/2.5 ", ""],
  ["Whale/3.24.223.21 ", ""],
  ["", " QQBrowser/11.9.5355.400"],
  ["", " SE 2.X MetaSr 1.0"],
  ["", " QIHU 360SE"],
  ["", " LBBROWSER"],
  ["", " Avast/120.0.23480.129"],
  ["Electron/28.1.0 ", ""],
  ["coc_coc_browser/110.0.148 ", ""],
  ["", " DuckDuckGo/7 Ddg/17.4"],
  ["Iron ", ""],
  ["QtWebEngine/6.5.2 ", ""],
]

function onDesktops(): CorpusEntry[] {
  return cross(desktopSystems, desktopBrowsers, (system, [before, after]) =>
    chromiumVersions.map((version) => ({
      userAgent: `Mozilla/5.0 (${system}) ${blink} ${before}Chrome/${version}.0.0.0 Safari/537.36${after.replace("N", version)}`,
      expected: { engine: "chrome" as const, version },
    })),
  ).flat()
}

/** Edge has support data of its own. */
function correctEdge(entry: CorpusEntry): CorpusEntry {
  if (typeof entry.expected === "string" || !entry.userAgent.includes(" Edg/")) return entry
  // Edge is built on Chromium since version 79.
  const engine = Number(entry.expected.version) >= 79 ? "edge" : "chrome"
  return { ...entry, expected: { ...entry.expected, engine } }
}

/** Devices with Android. Some models look like the names of bots. */
const androidDevices = [
  "Linux; Android 10; K",
  "Linux; Android 5.1.1; SM-J320F Build/LMY47V",
  "Linux; Android 8.1.0; CUBOT X19 Build/O11019",
  "Linux; Android 14; M BOT 551",
  "Linux; Android 13; DISCOVERY_2_ME Build/TP1A.220624.014",
  "Linux; Android 12; Spider Scan 5",
  "Linux; U; Android 9; de-de; Redmi Note 8 Build/PKQ1",
  "Linux; Android 10; HarmonyOS; ELS-AN00; HMSCore 6.13",
  "Linux; Android 13; iPhone 15 Pro",
]

/**
 * What apps on Android write before and after `Mobile Safari/537.36`. The versions of the apps do not fit to the versions
 * of Chromium, because the engine belongs to the device.
 */
const androidApps: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["", " EdgA/119.0.2151.92"],
  ["", " OPR/54.0.2254.56148"],
  ["", " OPT/2.9"],
  ["", " DuckDuckGo/5 Ddg/15"],
  ["", " Vivaldi/6.5"],
  ["", " [FB_IAB/FB4A;FBAV/1.0.0.0.0;IABMV/1;]"],
  ["", " [FBAN/AudienceNetworkForAndroid;FBSN/Android;FBSV/11;FBAB/x;FBAV/5.0;]"],
  ["", " Instagram 1.0.0.1.1 Android (29/10; 400dpi; 1080x2124; samsung; X1; x; x; de_DE; 1)"],
  ["", " Line/13.20.0/IAB"],
  ["", " KAKAOTALK 10.5.5"],
  ["", " NAVER(inapp; search; 1200; 12.5.3)"],
  ["", " Snapchat/12.60.0.60 (like Safari/8, panda)"],
  ["", " musical_ly_2023201030 BytedanceWebview/d8a21c6 TikTok/32.1.3"],
  [
    "XWEB/1300333 MMWEBSDK/20250201 ",
    " MicroMessenger/8.0.57.2820(0x28003956) Process/tools WeChat/arm64 Weixin NetType/WIFI Language/zh_CN",
  ],
  ["", " AlipayClient/10.5.96.8000 AlipayDefined(nt:WIFI,ws:360|0|3.0) AliApp(AP/10.5.96.8000)"],
  ["", " AliApp(TB/10.30.10) TTID/703304@taobao_android_10.30.10 WindVane/8.5.0"],
  ["", " SogouMSE,SogouMobileBrowser/6.5.11"],
  ["", " baiduboxapp/13.40.0.10 (Baidu; P1 13)"],
  ["MQQBrowser/6.2 TBS/046010 ", " V1_AND_SQ_8.9.0 QQ/8.9.0"],
  ["UCBrowser/1.0.1.1 ", ""],
  ["YaSearchBrowser/24.19 BroPP/1.0 YaSearchApp/24.19 webOmni SA/3 ", ""],
  ["YaBrowser/1.0.2.93.00 SA/3 ", ""],
  ["HuaweiBrowser/14.0.5.302 ", ""],
  ["", " XiaoMi/MiuiBrowser/14.33.0-gn"],
  ["", " Grab/5.250.0 (Android 13; Build 1)"],
  ["", " [Pinterest/Android]"],
  ["", " GSA/14.47.25.28.arm64"],
]

function onAndroid(): CorpusEntry[] {
  return cross(androidDevices, androidApps, (device, [before, after]) =>
    chromiumVersions.map((version, index) => {
      // A WebView writes “; wv” and `Version/4.0`.
      const isWebView = index % 2 === 1
      const comment = isWebView ? `${device}; wv` : device
      const chrome = `${isWebView ? "Version/4.0 " : ""}Chrome/${version}.0.6099.144`
      return {
        userAgent: `Mozilla/5.0 (${comment}) ${blink} ${chrome} ${before}Mobile Safari/537.36${after}`,
        expected: { engine: "chrome_android" as const, version },
      }
    }),
  ).flat()
}

const televisions: readonly (readonly [comment: string, before: string, after: string])[] = [
  ["SMART-TV; LINUX; Tizen 5.5", "SamsungBrowser/3.0 ", ""],
  ["Web0S; Linux/SmartTV", "", " WebAppManager"],
  ["Linux armv7l", "", " OPR/46.0.2207.0 OMI/4.21.4.112.Catcher4.69 Model/X VIDAA/5.0(X;SmartTV)"],
  ["Linux; Andr0id 9; TV1", "", " OPR/46.0.2207.0 OMI/4.24.1.52"],
  ["X11; Linux armv7l", "", " CrKey/1.56.500000"],
  ["X11; U; Linux i686; en-US", "", " Large Screen GoogleTV/162671"],
]

function onOtherSystems(): CorpusEntry[] {
  const onTvs = cross(
    televisions,
    chromiumVersions,
    ([comment, before, after], version): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (${comment}) ${blink} ${before}Chrome/${version}.0.0.0 Safari/537.36${after}`,
      expected: { engine: "chrome", version },
    }),
  )
  const onHarmony = cross(
    ["Phone", "Tablet"],
    ["114", "132"],
    (device, version): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (${device}; OpenHarmony 5.0) ${blink} Chrome/${version}.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.5.352`,
      expected: { engine: "chrome_android", version },
    }),
  )
  const miui = chromiumVersions.map(
    (version): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/534.24 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/534.24 XiaoMi/MiuiBrowser/14.33.0`,
      expected: { engine: "chrome", version },
    }),
  )
  return [...onTvs, ...onHarmony, ...miui]
}

const iosDevices = ["iPhone; CPU iPhone OS", "iPad; CPU OS", "iPod touch; CPU iPhone OS"]
const iosVersions = [
  "9.3",
  "10.2",
  "11.4",
  "12.5",
  "13.7",
  "14.8",
  "15.6",
  "16.4",
  "17.2",
  "17.6",
  "18.1",
  "18.5",
]

/** What browsers and apps on iOS write after `(KHTML, like Gecko)`. None states the version of Safari or the system. */
const iosApps = [
  "CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1",
  "FxiOS/145.0 Mobile/15E148 Safari/605.1.15",
  "EdgiOS/141.0.3537.85 Mobile/15E148 Safari/604.1",
  "OPiOS/16.0.15.124050 Mobile/15E148 Safari/9537.53",
  "GSA/300.0.598994205 Mobile/15E148 Safari/604.1",
  "Mobile/15E148",
  "Mobile/15E148 Safari/604.1 DuckDuckGo/7",
  "Mobile/15E148 MicroMessenger/8.0.57(0x18003930) NetType/WIFI Language/zh_CN",
  "Mobile/15E148 Safari Line/14.1.0",
  "Mobile/15E148 [LinkedInApp]/9.27",
  "Mobile/15E148 AlipayClient/10.5 AlipayDefined(nt:WIFI,ws:390|753|3.0)",
  "Mobile/15E148 NAVER(inapp; search; 1000; 12.5.3; 15PRO)",
  "Mobile/15E148 MyShop-iOS/4.2.1",
]

/** What apps write that state the version of the system. `N.N` and `N_N` are this version. */
const iosAppsWithSystem = [
  "Mobile/15E148 [FBAN/FBIOS;FBAV/540.0.0.1.1;FBDV/iPhone17,1;FBMD/iPhone;FBSN/iOS;FBSV/N.N;FBSS/3;FBLC/de_DE]",
  "Mobile/15E148 Instagram 405.0.0.1.1 (iPhone17,1; iOS N_N; de_DE; de; scale=3.00; 1206x2622; 1)",
  "Mobile/15E148;MyApp/4.22.1/iOS/N.N",
  "Mobile/15E148 MyApp/3.1 (iPhone17,1; iOS N.N)",
  "Mobile/15E148 Weibo (iPhone17,1__weibo__15.9.0__iphone__osN.N)",
]

const underscored = (version: string) => version.replace(".", "_")

function onIos(): CorpusEntry[] {
  const comments = cross(iosDevices, iosVersions, (device, version) => ({
    comment: `(${device} ${underscored(version)}_1 like Mac OS X)`,
    version,
  }))
  const bySystem = cross(
    comments,
    iosApps,
    ({ comment, version }, app): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
      expected: { engine: "safari_ios", version },
    }),
  )
  const bySafari = cross(
    comments,
    ["", "EdgiOS/120.0.2210.116 ", "YaBrowser/23.3.3.330 "],
    ({ comment, version }, name): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} Version/${version} ${name}Mobile/15E148 Safari/604.1`,
      expected: { engine: "safari_ios", version },
    }),
  )
  return [...bySystem, ...bySafari]
}

const newSystems = ["26.1", "26.2", "27.1"]

/** Systems from iOS 26 state 18.6 or 18.7 as their version, and Firefox does on all systems. */
function onFrozenIos(): CorpusEntry[] {
  const frozen = cross(iosDevices, ["18.6", "18.7"], (device, version) => ({
    comment: `(${device} ${underscored(version)} like Mac OS X)`,
    version,
  }))
  const unstated = cross(
    frozen,
    iosApps,
    ({ comment, version }, app): CorpusEntry => ({
      userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
      expected: { engine: "safari_ios", version, isLowerBound: true },
    }),
  )
  const stated = cross(frozen, newSystems, ({ comment }, version) =>
    [
      ...iosAppsWithSystem.map((app) => app.replace("N.N", version).replace("N_N", underscored(version))),
      `Version/${version} Mobile/15E148 Safari/604.1`,
      `Version/${version} Mobile/15E148 Safari/604.1 OPT/6.1.1`,
    ].map(
      (app): CorpusEntry => ({
        userAgent: `Mozilla/5.0 ${comment} ${webkit} ${app}`,
        expected: { engine: "safari_ios", version },
      }),
    ),
  )
  return [...unstated, ...stated.flat()]
}

const safariVersions = ["9.1", "11.1", "13.1", "14.1", "15.6", "16.4", "17.2", "18.5", "26.1", "26.3"]

function onMacs(): CorpusEntry[] {
  const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit}`
  const names = ["", " Ddg/17.4", " Orion/1.0", " MyReader/5.2"]
  const onMac = cross(
    safariVersions,
    names,
    (version, name): CorpusEntry => ({
      userAgent: `${mac} Version/${version} Safari/605.1.15${name}`,
      expected: { engine: "safari", version },
    }),
  )
  // An iPad that requests desktop sites names a Mac.
  const tokens = ["CriOS/141", "FxiOS/145.0", "EdgiOS/141.0", "OPiOS/16.0", "OPT/4.0"]
  const onIpad = cross(
    safariVersions,
    tokens,
    (version, token): CorpusEntry => ({
      userAgent: `${mac} Version/${version} ${token} Safari/605.1.15`,
      expected: { engine: "safari_ios", version },
    }),
  )
  const unstated = tokens.map(
    (token): CorpusEntry => ({ userAgent: `${mac} ${token} Safari/605.1.15`, expected: "unknown" }),
  )
  return [...onMac, ...onIpad, ...unstated]
}

const firefoxVersions = ["5", "52", "68", "78", "91", "102", "115", "128", "140", "143", "157"]

function firefoxes(): CorpusEntry[] {
  const onDesktop = cross(
    desktopSystems,
    firefoxVersions,
    (system, version): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (${system.replaceAll("_", ".")}; rv:${Number(version) > 109 && Number(version) < 120 ? "109" : version}.0) Gecko/20100101 Firefox/${version}.0`,
      expected: { engine: "firefox", version },
    }),
  )
  const onAndroid = cross(
    ["Mobile", "Tablet"],
    firefoxVersions.slice(2),
    (kind, version): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (Android 14; ${kind}; rv:${version}.0) Gecko/${version}.0 Firefox/${version}.0`,
      expected: { engine: "firefox_android", version },
    }),
  )
  const old = [
    ["1.9.1.7", "3.5"],
    ["1.9.2.6", "3.6"],
    ["2.0", "4"],
  ].map(
    ([engine, version = ""]): CorpusEntry => ({
      userAgent: `Mozilla/5.0 (Windows; U; Windows NT 6.1; en-US; rv:${engine}) Gecko/20100625 Firefox/${version}.1`,
      expected: { engine: "firefox", version: version === "4" ? "4.1" : version },
    }),
  )
  return [...onDesktop, ...onAndroid, ...old]
}

function oldEdges(): CorpusEntry[] {
  const builds = [
    ["12", "10240"],
    ["13", "10586"],
    ["14", "14393"],
    ["15", "15063"],
    ["16", "16299"],
    ["17", "17134"],
    ["18", "19042"],
  ]
  return builds.flatMap(([version = "", build]): CorpusEntry[] => [
    {
      userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/64.0.3282.140 Safari/537.36 Edge/${version}.${build}`,
      expected: { engine: "edge", version },
    },
    {
      userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) ${blink} Chrome/64.0.3282.140 Safari/537.36 Edge/44.${build}.8131`,
      expected: { engine: "edge", version },
    },
  ])
}

function unknowns(): CorpusEntry[] {
  const presto = ["J2ME/MIDP", "Android", "iPhone", "BlackBerry"].flatMap((system) =>
    ["7.1.32052/35.5706", "36.2.2254/119.132"].map(
      (version) => `Opera/9.80 (${system}; Opera Mini/${version}; U; id) Presto/2.12.423 Version/12.16`,
    ),
  )
  const explorer = ["6.1", "6.3", "10.0"].flatMap((windows) => [
    `Mozilla/5.0 (Windows NT ${windows}; WOW64; Trident/7.0; rv:11.0) like Gecko`,
    `Mozilla/5.0 (compatible; MSIE 10.0; Windows NT ${windows}; Trident/6.0)`,
    `Mozilla/4.0 (compatible; MSIE 8.0; Windows NT ${windows}; Trident/4.0)`,
  ])
  const others = [
    `Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; ARM; Trident/7.0; Touch; rv:11.0; IEMobile/11.0; NOKIA; Lumia 520) like iPhone OS 7_0_3 Mac OS X AppleWebKit/537 (KHTML, like Gecko) Mobile Safari/537`,
    "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de; GT-I9100) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30",
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Version/17.0 Safari/605.1.15`,
    "Mozilla/5.0 (PlayStation 4 9.00) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.22.5 NintendoBrowser/5.1.0.22474",
    "Mozilla/5.0 (BB10; Touch) AppleWebKit/537.35+ (KHTML, like Gecko) Version/10.3.3.2205 Mobile Safari/537.35+",
    "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Goanna/6.7 Gecko/20100101 Firefox/102.0 PaleMoon/33.0",
    "Mozilla/5.0 (Windows NT 10.0; rv:2000.0) Gecko/20100101 Firefox/2000.0",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/9999.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/604.1 Safari/604.1`,
  ]
  return [...presto, ...explorer, ...others].map((userAgent) => ({ userAgent, expected: "unknown" }))
}

const botNames = [
  "Checkly",
  "GTmetrix",
  "DebugBear",
  "DatadogSynthetics",
  "PTST/250101",
  "Chrome-Lighthouse",
  "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "(compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "Claude-User/1.0",
  "Perplexity-User/1.0",
  "meta-externalagent/1.1",
]

function bots(): CorpusEntry[] {
  const browsers = [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/141.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (Linux; Android 11; moto g power (2022)) ${blink} Chrome/119.0.0.0 Mobile Safari/537.36`,
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit} Version/17.5 Mobile/15E148 Safari/604.1`,
  ]
  const claimingBrowser = cross(browsers, botNames, (browser, bot) => `${browser} ${bot}`)
  const withoutBrowser = [
    "curl/8.5.0",
    "python-requests/2.31.0",
    "okhttp/4.12.0",
    "Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B Build/TP1A)",
    "MyApp/4.1 CFNetwork/1410.0.3 Darwin/22.6.0",
    "MyApp/4.1 (iPhone; iOS 17.5; Scale/3.00)",
    "AppleCoreMedia/1.0.0.18J383 (Apple TV; U; CPU OS 14_0 like Mac OS X; en_us)",
    `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amzn-User/0.1) Chrome/119.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (X11; Linux x86_64) ${blink} HeadlessChrome/141.0.0.0 Safari/537.36`,
  ]
  return [...claimingBrowser, ...withoutBrowser].map((userAgent) => ({ userAgent, expected: "bot" }))
}

export const userAgentCorpus: readonly CorpusEntry[] = [
  ...onDesktops().map(correctEdge),
  ...onAndroid(),
  ...onOtherSystems(),
  ...onIos(),
  ...onFrozenIos(),
  ...onMacs(),
  ...firefoxes(),
  ...oldEdges(),
  ...unknowns(),
  ...bots(),
]
