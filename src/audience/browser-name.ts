import type { BrowserId } from "#catalog/browsers"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

export type BrowserLabels = {
  name: string
  version?: string
  system?: string
  systemVersion?: string
  device?: string
}

/** Maps analytics labels to a browser by the rules of `detectBrowser`. Without a known system, assumes a desktop. */
export function browserFromName(labels: BrowserLabels): BrowserVersion | undefined {
  const name = labels.name.trim().toLowerCase()
  const system = systemOf(labels)
  if (system === "iOS" || iosOnlyNames.has(name)) {
    // Every browser on iOS is WebKit. Only Safari reports the WebKit version. Others get the system version.
    return parseBrowserVersion(
      "safari_ios",
      (safariNames.has(name) && knownVersion(labels.version)) || labels.systemVersion,
    )
  }
  const browser = Object.hasOwn(browsersByName, name) ? browsersByName[name]?.[system] : undefined
  return browser && parseBrowserVersion(browser, labels.version)
}

const iosOnlyNames: ReadonlySet<string> = new Set([
  "mobile safari",
  "safari mobile",
  "chrome mobile ios",
  "firefox mobile ios",
])
const safariNames: ReadonlySet<string> = new Set([
  "safari",
  "safari (in-app)",
  "mobile safari",
  "safari mobile",
])

/** Returns undefined for `(not set)` or `Unknown`, which analytics products write for a missing version. */
function knownVersion(text = ""): string | undefined {
  return /^\d/.test(text) ? text : undefined
}

type System = "iOS" | "Android" | "Mac" | "desktop"

function systemOf({ name, system = "", device = "" }: BrowserLabels): System {
  const text = system.trim().toLowerCase()
  if (/^(ios|ipados|iphone|ipad|ipod)/.test(text)) return "iOS"
  if (/^(android|fire ?os)/.test(text)) return "Android"
  if (/^(mac|os x|intel)/.test(text)) return "Mac"
  if (isKnownSystem(text)) return "desktop"
  const isHandheld = /^(mobile|tablet|phone|smartphone|phablet)/i.test(device.trim())
  const isSafari = safariNames.has(name.trim().toLowerCase())
  if (isHandheld) return isSafari ? "iOS" : "Android"
  return isSafari ? "Mac" : "desktop"
}

function isKnownSystem(system: string): boolean {
  return system !== "" && system !== "unknown" && !system.startsWith("(")
}

const chrome = { desktop: "chrome", Mac: "chrome", Android: "chrome_android" } as const
/** Edge and Silk on Android use the version of Chromium. */
const edge = { desktop: "edge", Mac: "edge", Android: "chrome_android" } as const
const firefox = { desktop: "firefox", Mac: "firefox", Android: "firefox_android" } as const
const opera = { desktop: "opera", Mac: "opera", Android: "opera_android" } as const
const safari = { Mac: "safari" } as const

/** Maps a browser that exists only on Android. A missing operating system then also means Android. */
const androidOnly = (browser: BrowserId) => ({ Android: browser, desktop: browser })

/**
 * Browsers by their lower-case names in analytics products. Google Analytics has its own names. Matomo and Plausible
 * both use the names of Matomo's device-detector.
 */
const browsersByName: Readonly<Record<string, Readonly<Partial<Record<System, BrowserId>>>>> = {
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
  "opera mobile": androidOnly("opera_android"),
  "samsung internet": androidOnly("samsunginternet_android"),
  "samsung browser": androidOnly("samsunginternet_android"),
  "android webview": androidOnly("webview_android"),
  "chrome webview": androidOnly("webview_android"),
  "amazon silk": androidOnly("chrome_android"),
  silk: androidOnly("chrome_android"),
  "mobile silk": androidOnly("chrome_android"),
  // Only Android: desktop versions of these browsers differ from their Chromium version, which analytics omit.
  "uc browser": { Android: "uc_android" },
  "qq browser": { Android: "qq_android" },
  "yandex browser": { Android: "ya_android" },
  yabrowser: { Android: "ya_android" },
  facebook: { Android: "facebook_android" },
  instagram: { Android: "instagram_android" },
}
