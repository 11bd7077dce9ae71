import UAParser from "ua-parser-js"
import type { BrowserId } from "../catalog/browsers"
import { type BrowserVersion, parseBrowserVersion } from "./browser-version"

export interface BrowserHeaders {
  userAgent: string
  /** `Sec-CH-UA`: the brands with their major versions, which Chromium sends over HTTPS without being asked. */
  brands?: string
}

/** Longer user agents are nobody's: what is beyond need not be read. In characters. */
export const maxUserAgentLength = 500

/**
 * The browser that a request's headers tell, undefined where nobody tracks or maps it.
 *
 * On iOS and iPadOS every browser is WebKit: Safari at `Version/` where the user agent has one, since Safari
 * 26 freezes the system's version in it, and else at the system's. (Safari on an iPad that asks for desktop
 * sites says that it is on a Mac, and nothing in its request tells otherwise.) Browsers on Android that
 * baseline-browser-mapping maps are themselves; any other browser on Chromium counts as Chrome at the version
 * inside.
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
    // Firefox 110 to 119 say “rv:109.0”, so the engine's version is only for browsers on Gecko that do not name Firefox.
    const version = /\bFirefox\/(\d+)/.exec(userAgent)?.[1] ?? engine.version
    return parseBrowserVersion(isOnAndroid(userAgent) ? "firefox_android" : "firefox", version)
  }
  if (browser.name === "Edge") return parseBrowserVersion("edge", browser.version)
  if (browser.name === "Safari" && system.name === "Mac OS")
    return parseBrowserVersion("safari", browser.version)
  return undefined
}

interface Named {
  name?: string
  version?: string
}

/** Chrome, Firefox and Edge of iOS also say so where an iPad calls itself a Mac. */
function isOnIos(userAgent: string, system: string | undefined): boolean {
  return system === "iOS" || /\b(CriOS|FxiOS|EdgiOS|OPiOS|OPT)\//.test(userAgent)
}

/** Huawei's phones say `Linux; Android 10; HarmonyOS`. */
function isOnAndroid(userAgent: string): boolean {
  return /\bAndroid\b/.test(userAgent)
}

function onIos(userAgent: string, system: string | undefined): BrowserVersion | undefined {
  const safari = /\bVersion\/(\d+(?:\.\d+)?)/.exec(userAgent)?.[1]
  if (userAgent.includes("Macintosh;")) {
    // Chrome that asks for desktop sites has the same version each time, and the system's is one of macOS.
    const isFrozen = userAgent.includes("CriOS/") && userAgent.includes("Version/11.1.1 ")
    return isFrozen ? undefined : parseBrowserVersion("safari_ios", safari)
  }
  return parseBrowserVersion("safari_ios", safari ?? system)
}

/** ua-parser-js's names of the browsers on Android that are mapped by versions of their own. */
const onAndroid: Readonly<Record<string, BrowserId>> = {
  "Samsung Internet": "samsunginternet_android",
  Opera: "opera_android",
  "Opera Mobi": "opera_android",
  UCBrowser: "uc_android",
  QQBrowser: "qq_android",
  Yandex: "ya_android",
  Facebook: "facebook_android",
  Instagram: "instagram_android",
}

function chromiumOnAndroid(browser: Named, chromium: string | undefined, userAgent: string) {
  const own = onAndroid[browser.name ?? ""]
  if (own) return parseBrowserVersion(own, browser.version)
  // Apps such as Line name themselves, and are a WebView nevertheless.
  const isWebView = browser.name === "Chrome WebView" || /;\s*wv\)/.test(userAgent)
  return parseBrowserVersion(isWebView ? "webview_android" : "chrome_android", chromium)
}

function chromiumOnDesktop(browser: Named, chromium: string | undefined, brands: string) {
  if (browser.name === "Edge") return parseBrowserVersion("edge", browser.version)
  if (browser.name === "Opera") return parseBrowserVersion("opera", browser.version)
  // A browser may call itself Chrome in its user agent and tell its own name in its brands.
  const edge = versionIn(brands, "Microsoft Edge")
  if (edge) return parseBrowserVersion("edge", edge)
  const opera = versionIn(brands, "Opera") ?? versionIn(brands, "Opera GX")
  if (opera) return parseBrowserVersion("opera", opera)
  return parseBrowserVersion("chrome", chromium)
}

/** What a person would call the browser of a user agent: `IE 11 on Windows`, or its first words where nobody knows it. */
export function describeUserAgent(userAgent: string): string {
  const parser = new UAParser(userAgent.slice(0, maxUserAgentLength))
  const { name, version = "" } = parser.getBrowser()
  const system = parser.getOS().name
  if (!name) return userAgent.slice(0, 80) || "(no user agent)"
  return `${name} ${version.split(".")[0]}`.trim() + (system ? ` on ${system}` : "")
}

/** The version of a brand in `Sec-CH-UA`: `"Chromium";v="120", "Microsoft Edge";v="120"`. */
function versionIn(brands: string, brand: string): string | undefined {
  const found = brands
    .slice(0, 500)
    .split(",")
    .find((entry) => entry.trim().startsWith(`"${brand}"`))
  return found && /;\s*v="(\d{1,6})/.exec(found)?.[1]
}
