/**
 * User agents made from the rules by which browsers, apps and systems write them. Each rule states what its user agents
 * are, so the expected results do not come from the code under test.
 */
import { chromiumUserAgents } from "./chromium-user-agents"
import { blink, type CorpusEntry, cross, desktopSystems, webkit } from "./corpus-entry"
import { webkitUserAgents } from "./webkit-user-agents"

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
  ...chromiumUserAgents,
  ...webkitUserAgents,
  ...firefoxes(),
  ...oldEdges(),
  ...unknowns(),
  ...bots(),
]
