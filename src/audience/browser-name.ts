import type { BrowserId } from "#catalog/browsers"
import { isDownstream } from "#catalog/known-releases"
import {
  type DetectedBrowser,
  mappedVersion,
  releasedVersion,
  safariOfSystem,
  webView,
} from "./released-version"

export type BrowserLabels = {
  name: string
  version?: string
  system?: string
  systemVersion?: string
  device?: string
}

/**
 * Returns the browser that the labels of an analytics product name, by the rules of `detectBrowser`. The labels contain
 * the browser's own version, but not its Chromium version, so the data packages specify the Chromium version. An
 * unknown operating system counts as a desktop system. Returns `undefined` for a version that was never released.
 */
export function browserFromName(labels: BrowserLabels): DetectedBrowser | undefined {
  const name = labels.name.trim().toLowerCase()
  const system = systemOf(labels)
  if (system === "iOS" || iosOnlyNames.has(name)) {
    // Every browser on iOS uses WebKit. Only the version of Safari is the WebKit version, so other browsers count by
    // the version of the system. Safari also counts by the version of the system if its label is 604.1. This is the
    // build of WebKit, which Google Analytics writes if a user agent has no `Version/`.
    const bySafari = safariNames.has(name) ? releasedVersion("safari_ios", labels.version) : undefined
    return bySafari ?? safariOfSystem(labels.systemVersion)
  }
  const browser = Object.hasOwn(browsersByName, name) ? browsersByName[name]?.[system] : undefined
  if (!browser) return undefined
  // Android 4.4 contains WebView 4.4. Newer WebViews have the same version as Chromium.
  if (browser === "webview_android" && !labels.version?.startsWith("4.")) return webView(labels.version)
  return isDownstream(browser)
    ? mappedVersion(browser, labels.version)
    : releasedVersion(browser, labels.version)
}

const iosOnlyNames: ReadonlySet<string> = new Set([
  "mobile safari",
  "safari mobile",
  "chrome mobile ios",
  "firefox mobile ios",
  "firefox ios",
  "mobile safari ui/wkwebview",
])
const safariNames: ReadonlySet<string> = new Set([
  "safari",
  "safari (in-app)",
  "mobile safari",
  "safari mobile",
  "mobile safari ui/wkwebview",
])

type System = "iOS" | "Android" | "Mac" | "TV" | "desktop" | "unknown"
type IdsBySystem = Readonly<Partial<Record<System, BrowserId>>>

function systemOf({ name, system = "", device = "" }: BrowserLabels): System {
  const text = system.trim().toLowerCase()
  if (/^(ios|ipados|iphone|ipad|ipod)/.test(text)) return "iOS"
  // HarmonyOS and OpenHarmony have browsers of Android or their own Chromium.
  if (/^(android|fire ?os|harmony|openharmony)/.test(text)) return "Android"
  if (/^(mac|os x|intel)/.test(text)) return "Mac"
  if (/^(tizen|web0?s|vidaa|netcast)/.test(text) || /^(smart )?tv$/i.test(device.trim())) return "TV"
  if (isKnownSystem(text)) return "desktop"
  const isHandheld = /^(mobile|tablet|phone|smartphone|phablet)/i.test(device.trim())
  const isSafari = safariNames.has(name.trim().toLowerCase())
  if (isHandheld) return isSafari ? "iOS" : "Android"
  return isSafari ? "Mac" : "unknown"
}

function isKnownSystem(system: string): boolean {
  return system !== "" && system !== "unknown" && !system.startsWith("(")
}

/** Returns the browser ids by system for a browser with a desktop version. */
const everywhere = (desktop: BrowserId, android: BrowserId): IdsBySystem => ({
  desktop,
  Mac: desktop,
  unknown: desktop,
  Android: android,
})

/**
 * On TVs, only the version of Chrome is the Chromium version. Samsung Internet 3.0 for TVs contains Chromium 69, and
 * Opera 46 for TVs contains various Chromium versions.
 */
const chrome: IdsBySystem = { ...everywhere("chrome", "chrome_android"), TV: "chrome" }
/** The versions of Edge and Silk on Android are the same as their Chromium versions. */
const edge = everywhere("edge", "chrome_android")
const firefox = everywhere("firefox", "firefox_android")
const opera = everywhere("opera", "opera_android")
const safari: IdsBySystem = { Mac: "safari" }

/**
 * Returns the browser ids by system for a browser that exists only on Android. Other systems are included, because a
 * phone that requests desktop sites names another system.
 */
const androidOnly = (browser: BrowserId): IdsBySystem => ({
  Android: browser,
  desktop: browser,
  unknown: browser,
})

/**
 * Browsers by their lower-case names in analytics products. Google Analytics has its own names. Matomo and Plausible
 * both use the names of Matomo's device-detector.
 */
const browsersByName: Readonly<Record<string, IdsBySystem>> = {
  chrome,
  "google chrome": chrome,
  chromium: chrome,
  "chrome mobile": androidOnly("chrome_android"),
  edge,
  "microsoft edge": edge,
  firefox,
  "mozilla firefox": firefox,
  "firefox mobile": androidOnly("firefox_android"),
  safari,
  "safari (in-app)": safari,
  opera,
  "opera gx": opera,
  "opera mobile": androidOnly("opera_android"),
  "samsung internet": androidOnly("samsunginternet_android"),
  "samsung browser": androidOnly("samsunginternet_android"),
  "android webview": androidOnly("webview_android"),
  "chrome webview": androidOnly("webview_android"),
  "chrome mobile webview": androidOnly("webview_android"),
  "amazon silk": androidOnly("chrome_android"),
  silk: androidOnly("chrome_android"),
  "mobile silk": androidOnly("chrome_android"),
  // Only on Android: on desktops, the versions of these browsers are not their Chromium versions, which analytics
  // products do not report.
  "uc browser": { Android: "uc_android" },
  "qq browser": { Android: "qq_android" },
  "yandex browser": { Android: "ya_android" },
  yabrowser: { Android: "ya_android" },
  facebook: { Android: "facebook_android" },
  instagram: { Android: "instagram_android" },
}

/** Whether a text is the name of a browser that has support data on at least one system. */
export function isBrowserName(name: string): boolean {
  const lowerCase = name.trim().toLowerCase()
  return iosOnlyNames.has(lowerCase) || Object.hasOwn(browsersByName, lowerCase)
}
