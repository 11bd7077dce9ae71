import UAParser from "ua-parser-js"
import type { BrowserId } from "#catalog/browsers"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

export type BrowserHeaders = {
  userAgent: string
  /** `Sec-CH-UA`: brands with major versions. Chromium sends this header by default over HTTPS. */
  brands?: string
}

/**
 * The maximum length in characters. User agents of browsers are shorter. The rest of a longer user agent is ignored.
 */
export const maxUserAgentLength = 500

/**
 * Detects the browser from request headers. Returns `undefined` for a browser without support data.
 * Every browser on iOS and iPadOS is WebKit and counts as Safari. The token `Version/` takes precedence over the
 * system version, because Safari 26 froze the system version in its user agent. Safari on an iPad in desktop mode is
 * indistinguishable from Safari on a Mac. Android browsers that baseline-browser-mapping lists count as themselves.
 * All other Chromium browsers count as Chrome with their Chromium version.
 */
export function detectBrowser({ userAgent, brands = "" }: BrowserHeaders): BrowserVersion | undefined {
  const parser = new UAParser(userAgent.slice(0, maxUserAgentLength))
  const browser = parser.getBrowser()
  const engine = parser.getEngine()
  const system = parser.getOS()
  if (isOnIos(userAgent, system.name)) return onIos(userAgent, system.version)
  if (engine.name === "Blink") {
    return isOnAndroid(userAgent)
      ? chromiumOnAndroid(browser, engine.version, userAgent)
      : chromiumOnDesktop(browser, engine.version, brands)
  }
  if (engine.name === "Gecko") {
    // Firefox 110 to 119 send “rv:109.0”, so the engine version is only the fallback for other Gecko browsers.
    const version = /\bFirefox\/(\d+)/.exec(userAgent)?.[1] ?? engine.version
    return parseBrowserVersion(isOnAndroid(userAgent) ? "firefox_android" : "firefox", version)
  }
  if (browser.name === "Edge") return parseBrowserVersion("edge", browser.version)
  if (browser.name === "Safari" && system.name === "Mac OS")
    return parseBrowserVersion("safari", browser.version)
  return undefined
}

type NameAndVersion = {
  name?: string
  version?: string
}

/**
 * Also detects browsers other than Safari on an iPad in desktop mode. Their user agents name a Mac but keep an iOS
 * token.
 */
function isOnIos(userAgent: string, system: string | undefined): boolean {
  return system === "iOS" || /\b(CriOS|FxiOS|EdgiOS|OPiOS|OPT)\//.test(userAgent)
}

/** Does not use the system name of ua-parser-js, because phones by Huawei send `Linux; Android 10; HarmonyOS`. */
function isOnAndroid(userAgent: string): boolean {
  return /\bAndroid\b/.test(userAgent)
}

function onIos(userAgent: string, system: string | undefined): BrowserVersion | undefined {
  const safari = /\bVersion\/(\d+(?:\.\d+)?)/.exec(userAgent)?.[1]
  if (userAgent.includes("Macintosh;")) {
    // Chrome in desktop mode always sends `Version/11.1.1` and a macOS version, so its version is unknown.
    const isFrozen = userAgent.includes("CriOS/") && userAgent.includes("Version/11.1.1 ")
    return isFrozen ? undefined : parseBrowserVersion("safari_ios", safari)
  }
  return parseBrowserVersion("safari_ios", safari ?? system)
}

/** Android browsers that have their own versions in the support data, by their name in ua-parser-js. */
const androidBrowsers: Readonly<Record<string, BrowserId>> = {
  "Samsung Internet": "samsunginternet_android",
  Opera: "opera_android",
  "Opera Mobi": "opera_android",
  UCBrowser: "uc_android",
  QQBrowser: "qq_android",
  Yandex: "ya_android",
  Facebook: "facebook_android",
  Instagram: "instagram_android",
}

function chromiumOnAndroid(browser: NameAndVersion, chromium: string | undefined, userAgent: string) {
  const own = androidBrowsers[browser.name ?? ""]
  if (own) return parseBrowserVersion(own, browser.version)
  // Apps such as Line send their own name from a WebView.
  const isWebView = browser.name === "Chrome WebView" || /;\s*wv\)/.test(userAgent)
  return parseBrowserVersion(isWebView ? "webview_android" : "chrome_android", chromium)
}

function chromiumOnDesktop(browser: NameAndVersion, chromium: string | undefined, brands: string) {
  if (browser.name === "Edge") return parseBrowserVersion("edge", browser.version)
  if (browser.name === "Opera") return parseBrowserVersion("opera", browser.version)
  // Some browsers claim to be Chrome in the user agent and name themselves only in `Sec-CH-UA`.
  const edge = brandVersion(brands, "Microsoft Edge")
  if (edge) return parseBrowserVersion("edge", edge)
  const opera = brandVersion(brands, "Opera") ?? brandVersion(brands, "Opera GX")
  if (opera) return parseBrowserVersion("opera", opera)
  return parseBrowserVersion("chrome", chromium)
}

/**
 * Returns a readable name such as `IE 11 on Windows`. Returns the first 80 characters if the browser is not recognised.
 */
export function describeUserAgent(userAgent: string): string {
  const parser = new UAParser(userAgent.slice(0, maxUserAgentLength))
  const { name, version = "" } = parser.getBrowser()
  const system = parser.getOS().name
  if (!name) return userAgent.slice(0, 80) || "(no user agent)"
  return `${name} ${version.split(".")[0]}`.trim() + (system ? ` on ${system}` : "")
}

function brandVersion(brands: string, brand: string): string | undefined {
  const found = brands
    .slice(0, 500)
    .split(",")
    .find((entry) => entry.trim().startsWith(`"${brand}"`))
  return found && /;\s*v="(\d{1,6})/.exec(found)?.[1]
}
