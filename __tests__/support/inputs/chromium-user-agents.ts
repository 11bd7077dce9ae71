import { blink, type CorpusEntry, cross, desktopSystems } from "./corpus-entry"

const chromiumVersions = ["30", "49", "69", "80", "87", "99", "109", "115", "120", "126", "130", "141", "157"]

/**
 * The text that desktop browsers on Chromium write before and after `Safari/537.36`. `N` stands for the version of
 * Chromium.
 */
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
    chromiumVersions.map(
      (version): CorpusEntry => ({
        userAgent: `Mozilla/5.0 (${system}) ${blink} ${before}Chrome/${version}.0.0.0 Safari/537.36${after.replace("N", version)}`,
        // web-features has separate support data for Edge, which is built on Chromium since version 79.
        expected: { engine: after.startsWith(" Edg/") && Number(version) >= 79 ? "edge" : "chrome", version },
      }),
    ),
  ).flat()
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
 * The text that apps on Android write before and after `Mobile Safari/537.36`. The version of an app does not determine
 * the version of Chromium, because the app uses the WebView of the device.
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

/** Browsers and apps on Chromium: on desktops, Android, TVs and HarmonyOS. */
export const chromiumUserAgents: readonly CorpusEntry[] = [
  ...onDesktops(),
  ...onAndroid(),
  ...onOtherSystems(),
]
