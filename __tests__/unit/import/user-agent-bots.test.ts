import { isBot } from "#import/bot"
import { importText } from "../../support/inputs/import-text"

const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/141.0.0.0 Safari/537.36`
const phone = (model: string, app = "") =>
  `Mozilla/5.0 (Linux; Android 15; ${model}) ${blink} Chrome/137.0.0.0 Mobile Safari/537.36${app && ` ${app}`}`
const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"

test.each([
  "M BOT 60",
  "XBot Junior",
  "DISCOVERY_2_ME",
  "Spider X Build/A1",
  "Capture+ Build/A1",
  "Crawler Pro",
  "Google TV Streamer",
  "TC-Scanner 5",
  "Radar",
])("a phone or TV with the model “%s” is a visitor", (model) => {
  expect(isBot(phone(model))).toBe(false)
})

test.each([
  ["WeChat", phone("X1; wv", "MicroMessenger/8.0.57 Process/tools WeChat/arm64")],
  ["a WeChat mini program", phone("X1; wv", "MicroMessenger/8.0.57 Process/toolsmp WeChat/arm64")],
  ["Alipay", phone("X1", "AlipayClient/10.5 AlipayDefined(nt:WIFI,ws:360|0|3.0) AliApp(AP/10.5)")],
  ["Alipay on iOS", `${iPhone} AlipayClient/10.5 AlipayDefined(nt:WIFI,ws:390|753|3.0)`],
  ["Taobao", phone("X1", "AliApp(TB/10.30.10) TTID/703304@taobao_android_10.30.10 WindVane/8.5.0")],
  ["Grab", phone("X1", "Grab/5.250")],
  ["a news app", phone("X1", "SmartNews/1.0")],
  ["Sogou's browser on phones", phone("X1", "SogouMSE,SogouMobileBrowser/6.5.11")],
  ["Sogou's browser on desktops", `${windows} SE 2.X MetaSr 1.0`],
  [
    "Google TV",
    `Mozilla/5.0 (X11; U; Linux i686) AppleWebKit/533.4 (KHTML, like Gecko) Chrome/5.0.375.127 Large Screen Safari/533.4 GoogleTV/162671`,
  ],
  [
    "a TV by Hisense",
    `Mozilla/5.0 (Linux armv7l) ${blink} Chrome/84.0.4147.140 Safari/537.36 OPR/46.0.2207.0 OMI/4.21.4.112.Catcher4.69 Model/X VIDAA/5.0(X;SmartTV)`,
  ],
  [
    "a TV by Panasonic",
    "Mozilla/5.0(compatible; U; InfiNet 0.1; Viera) AppleWebKit/420 (KHTML, like Gecko) Viera/3.10.15 Chrome/23.0.1271.97 Safari/537.11",
  ],
  [
    "a TV with HbbTV",
    "Opera/9.80 (X11;Linux armv7i;HbbTV/1.1.1;CE-HTML/1.0;Vendor/ACME;U;en) AppleWebKit/534.24 (KHTML, like Gecko) Safari/534.24",
  ],
  ["an app of Sogou", phone("X1; wv", "MApi 1.0 (sogou)")],
  ["a desktop", windows],
])("%s is a visitor", (_, userAgent) => {
  expect(isBot(userAgent)).toBe(false)
})

test.each([
  `${windows} Checkly`,
  `${windows} GTmetrix`,
  `${windows} DebugBear`,
  `${windows} DatadogSynthetics`,
  `${windows} PTST/250101`,
  `Mozilla/5.0 ${blink.replace(")", "; compatible; Amzn-User/0.1)")} Chrome/119.0.0.0 Safari/537.36`,
  `Mozilla/5.0 ${blink.replace(")", "; compatible; Example/1.0)")} Chrome/119.0.0.0 Safari/537.36`,
  `Mozilla/5.0 ${blink}; compatible; ChatGPT-User/1.0`,
  `${windows} Claude-User/1.0`,
  phone("Nexus 5X Build/MMB29P", "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
  phone("Pixel 2 Build/OPD3; Storebot-Google/1.0"),
  phone("Googlebot"),
  phone("Moto G4", "Chrome-Lighthouse"),
  phone("X1", "Baiduspider-render/2.0"),
  phone("X1", "Nitro-Optimizer-Agent"),
  phone("X1", "Sogou web spider/4.0"),
  `Mozilla/5.0 (X11; Linux x86_64) ${blink} HeadlessChrome/141.0.0.0 Safari/537.36`,
  `${windows} SiteChecker/1.0`,
])("a monitor, test or fetcher is a bot: %s", (userAgent) => {
  expect(isBot(userAgent)).toBe(true)
})

test.each([
  "okhttp/4.9.3",
  "Dalvik/2.1.0 (Linux; U; Android 13; SM-G991B Build/TP1A)",
  "Acme/3.2 CFNetwork/1410.0.3 Darwin/22.6.0",
  "AppleCoreMedia/1.0.0.18J383 (Apple TV; U; CPU OS 14_0 like Mac OS X; en_us)",
  "MyApp/4.1 (iPhone; iOS 17.5; Scale/3.00)",
  "stagefright/1.2 (Linux;Android 9)",
  "MyPlayer/1.0 (Linux;Android 9) ExoPlayerLib/2.1",
  "MyApp/1.0 (com.acme.app; build:1; iOS 17.5.1) Alamofire/5.6.4",
])("a request of an app or a player is not a visit: %s", (userAgent) => {
  expect(isBot(userAgent)).toBe(true)
})

test.each([
  "Mozilla/5.0 (PlayStation 4 9.00) AppleWebKit/605.1.15 (KHTML, like Gecko)",
  `${windows} Dalvik/2.1.0`,
])("a browser without support data, or with an app's name, is a visitor: %s", (userAgent) => {
  expect(isBot(userAgent)).toBe(false)
})

test("a report lists bots by their visits, and counts lower bounds", async () => {
  const frozen = iPhone.replace("17_5", "18_7")
  const googlebot = `Googlebot/2.1 ${"x".repeat(300)}`
  const report = await importText(
    [`3 ${windows}`, `2 ${frozen}`, `4 ${iPhone}`, `5 ${windows} Checkly`, `7 ${googlebot}`].join("\n"),
  )
  expect(report).toMatchObject({
    browsers: { chrome: { "141": 3 }, safari_ios: { "18.7": 2, "17.5": 4 } },
    lowerBounds: { visits: 2 },
    bots: {
      visits: 12,
      names: [
        { name: googlebot.slice(0, 200), visits: 7 },
        { name: `${windows} Checkly`, visits: 5 },
      ],
    },
  })
})

test.each([
  ["+", "IIS"],
  ["%20", "CloudFront"],
])("reads user agents with “%s” for spaces, as %s writes them", async (space) => {
  const googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1)"
  const report = await importText(
    [windows, windows, iPhone, googlebot].map((line) => line.replaceAll(" ", space)).join("\n"),
  )
  expect(report).toMatchObject({
    browsers: { chrome: { "141": 2 }, safari_ios: { "17.5": 1 } },
    unknown: { visits: 0 },
    bots: { visits: 1, names: [{ name: googlebot, visits: 1 }] },
  })
})
