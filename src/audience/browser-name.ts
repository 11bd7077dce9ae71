import type { BrowserId } from "../catalog/browsers"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

/** A browser as analytics call it: names and versions for people, any of which may be missing. */
export interface BrowserLabels {
  /** `Chrome`, `Safari (in-app)`, `Chrome Mobile iOS`. */
  name: string
  version?: string
  /** The operating system: `iOS`, `Android`, `Windows`. */
  system?: string
  systemVersion?: string
  /** `desktop`, `mobile`, `tablet`. */
  device?: string
}

/**
 * The browser that analytics name, by the rules of `detectBrowser`; undefined where nobody tracks or maps it, or where
 * its version is not told. Without an operating system a name counts as what it is on a desktop, on a phone or tablet
 * as what it is there.
 */
export function browserFromName(named: BrowserLabels): BrowserVersion | undefined {
  const name = named.name.trim().toLowerCase()
  const system = systemOf(named)
  if (system === "iOS" || namesOfIos.has(name)) {
    // Every browser of iOS is WebKit: Safari names its version, the others have the system's.
    return parseBrowserVersion(
      "safari_ios",
      (safariNames.has(name) && versionOf(named.version)) || named.systemVersion,
    )
  }
  const browser = Object.hasOwn(browsersByName, name) ? browsersByName[name]?.[system] : undefined
  return browser && parseBrowserVersion(browser, named.version)
}

const namesOfIos: ReadonlySet<string> = new Set([
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

/** Analytics have words of their own for a version that they do not know: `(not set)`, `Unknown`. */
function versionOf(text = ""): string | undefined {
  return /^\d/.test(text) ? text : undefined
}

type System = "iOS" | "Android" | "Mac" | "desktop"

function systemOf({ name, system = "", device = "" }: BrowserLabels): System {
  const text = system.trim().toLowerCase()
  if (/^(ios|ipados|iphone|ipad|ipod)/.test(text)) return "iOS"
  if (/^(android|fire ?os)/.test(text)) return "Android"
  if (/^(mac|os x|intel)/.test(text)) return "Mac"
  if (isTold(text)) return "desktop"
  const isHandheld = /^(mobile|tablet|phone|smartphone|phablet)/i.test(device.trim())
  const isSafari = safariNames.has(name.trim().toLowerCase())
  if (isHandheld) return isSafari ? "iOS" : "Android"
  return isSafari ? "Mac" : "desktop"
}

function isTold(system: string): boolean {
  return system !== "" && system !== "unknown" && !system.startsWith("(")
}

const chrome = { desktop: "chrome", Mac: "chrome", Android: "chrome_android" } as const
/** On Android Edge has Chromium's version, as Silk has. */
const edge = { desktop: "edge", Mac: "edge", Android: "chrome_android" } as const
const firefox = { desktop: "firefox", Mac: "firefox", Android: "firefox_android" } as const
const opera = { desktop: "opera", Mac: "opera", Android: "opera_android" } as const
const safari = { Mac: "safari" } as const

/** A browser of Android alone: its name is enough where no system is told. */
const onAndroid = (browser: BrowserId) => ({ Android: browser, desktop: browser })

/** Names of Google Analytics, Matomo (whose device-detector Plausible takes too) and Plausible, in lower case. */
const browsersByName: Readonly<Record<string, Readonly<Partial<Record<System, BrowserId>>>>> = {
  chrome,
  "google chrome": chrome,
  chromium: chrome,
  "chrome mobile": onAndroid("chrome_android"),
  edge,
  "microsoft edge": edge,
  firefox,
  "mozilla firefox": firefox,
  "firefox mobile": onAndroid("firefox_android"),
  safari,
  "safari (in-app)": safari,
  opera,
  "opera mobile": onAndroid("opera_android"),
  "samsung internet": onAndroid("samsunginternet_android"),
  "samsung browser": onAndroid("samsunginternet_android"),
  "android webview": onAndroid("webview_android"),
  "chrome webview": onAndroid("webview_android"),
  "amazon silk": onAndroid("chrome_android"),
  silk: onAndroid("chrome_android"),
  "mobile silk": onAndroid("chrome_android"),
  // These five have other versions on a desktop, and analytics do not tell of which Chromium.
  "uc browser": { Android: "uc_android" },
  "qq browser": { Android: "qq_android" },
  "yandex browser": { Android: "ya_android" },
  yabrowser: { Android: "ya_android" },
  facebook: { Android: "facebook_android" },
  instagram: { Android: "instagram_android" },
}
