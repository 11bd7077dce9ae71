import UAParser from "ua-parser-js"
import type { DownstreamBrowserId } from "#catalog/browsers"
import { parseBrands } from "./client-hints"
import { isIpadAsMac, onIos, onIpadAsMac } from "./ios-browser"
import {
  type DetectedBrowser,
  mappedVersion,
  mappedVersionWith,
  releasedVersion,
  webView,
} from "./released-version"

export type BrowserHeaders = {
  userAgent: string
  /** `Sec-CH-UA` or `Sec-CH-UA-Full-Version-List`. Over HTTPS, Chromium sends `Sec-CH-UA` by default. */
  brands?: string
}

/**
 * The maximum length in characters. User agents of browsers are shorter. The rest of a longer user agent is ignored.
 */
export const maxUserAgentLength = 500

/**
 * Detects the browser from request headers. Returns `undefined` for a browser without support data, and for a version
 * that was never released. The engine version in the headers decides: `Chrome/120` is Chromium 120 in any browser. A
 * browser with its own support data, such as Samsung Internet, counts as itself only if, according to the data
 * packages, its version contains this Chromium version. Otherwise it counts as Chrome or Android WebView. All browsers
 * on iOS and iPadOS count as Safari on iOS.
 */
export function detectBrowser({ userAgent, brands = "" }: BrowserHeaders): DetectedBrowser | undefined {
  const text = userAgent.slice(0, maxUserAgentLength).toLowerCase()
  // Browsers with these engines have no support data. Opera with Presto and Internet Explorer must not count as the
  // other browsers that their user agents can name.
  if (/\b(?:presto\/|opera mini\/|opera \d|trident\/|msie |goanna\/)/.test(text)) return undefined
  const edgeHtml = edgeHtmlVersion(text)
  if (edgeHtml !== undefined) return releasedVersion("edge", edgeHtml)
  const comment = systemComment(text)
  const system = systemOf(text, comment)
  const isWebKit = text.includes("webkit/")
  if (system === "iOS") return isWebKit ? onIos(text, comment) : undefined
  if (system === "iPadOS as a Mac" && isWebKit) return onIpadAsMac(text)
  if (!isWebKit && /\b(?:gecko|firefox)\/\d/.test(text)) return geckoBrowser(text, system)
  const hints = parseBrands(brands)
  // TVs by LG write `Chr0me`.
  const chromium = hints.get("chromium") ?? /chr[o0]m(?:e|ium)\/(\d{1,9})/.exec(text)?.[1]
  if (chromium !== undefined) return chromiumBrowser(text, system, chromium, hints)
  if (system === "Android") return androidBrowserByName(text)
  return system === "Mac" && isWebKit
    ? releasedVersion("safari", /\bversion\/(\d+(?:\.\d+)?)/.exec(text)?.[1])
    : undefined
}

type System = "iOS" | "iPadOS as a Mac" | "Android" | "Mac" | "other"

/**
 * Returns the first comment of a user agent (RFC 9110 §10.1.5), such as `(Linux; Android 10; K)`. Skips comments that
 * apps write before `Mozilla`. Also accepts comments without brackets, which some logs contain.
 */
function systemComment(text: string): string {
  const product = Math.max(text.indexOf("mozilla/"), 0)
  const start = text.indexOf("(", product)
  const engine = text.indexOf("applewebkit", product)
  if (start === -1 || (engine !== -1 && engine < start))
    return engine === -1 ? "" : text.slice(product, engine)
  const end = text.indexOf(")", start)
  return text.slice(start, end === -1 ? undefined : end + 1)
}

function systemOf(text: string, comment: string): System {
  // HarmonyOS before version 5 is an Android, and its phones send `Linux; Android 10; HarmonyOS`.
  if (/\bandroid\b/.test(comment) || /^\((?!pc;|2in1;).*\bopenharmony\b/.test(comment)) return "Android"
  if (/\b(?:iphone|ipad|ipod)\b/.test(comment)) return "iOS"
  if (comment.includes("macintosh")) return isIpadAsMac(text) ? "iPadOS as a Mac" : "Mac"
  return /\bandroid\b/.test(text) ? "Android" : "other"
}

/** The first Windows 10 build with each version of EdgeHTML, from EdgeHTML 18 down to EdgeHTML 12. */
const edgeHtmlBuilds = [17_763, 17_134, 16_299, 15_063, 14_393, 10_586, 10_240] as const

/**
 * Returns the version of EdgeHTML in `Edge/18.19042`. Edge on Xbox sends the version of the app instead:
 * `Edge/44.18363`. In both cases, the second number is the Windows build.
 */
function edgeHtmlVersion(text: string): string | undefined {
  const [, version = "", build = ""] = /\bedge\/(\d{1,3})(?:\.(\d{1,6}))?/.exec(text) ?? []
  if (version === "" || Number(version) >= 79) return undefined
  if (Number(version) <= 18) return version
  const index = edgeHtmlBuilds.findIndex((first) => Number(build) >= first)
  return index === -1 ? undefined : `${18 - index}`
}

/** The versions of Firefox before Firefox 5, by the version of their engine. */
const firefoxByOldGecko: Readonly<Record<string, string>> = {
  "1.8": "1.5",
  "1.8.0": "1.5",
  "1.8.1": "2",
  "1.9": "3",
  "1.9.0": "3",
  "1.9.1": "3.5",
  "1.9.2": "3.6",
  "2.0": "4",
}

function geckoBrowser(text: string, system: System): DetectedBrowser | undefined {
  // Firefox 110 to 119 send “rv:109.0”, so the engine version is only the fallback for other Gecko browsers.
  const firefox = /\bfirefox\/(\d+(?:\.\d+)?)/.exec(text)?.[1]
  const engine = /\brv:(\d+(?:\.\d+){0,2})/.exec(text)?.[1] ?? ""
  const isOld = /^[12]\./.test(engine)
  const version = firefox ?? (isOld ? firefoxByOldGecko[engine] : engine)
  return releasedVersion(system === "Android" ? "firefox_android" : "firefox", version)
}

type NamedBrowser = {
  browser: DownstreamBrowserId
  /** Matches the version of the browser in a user agent in lower case. */
  token: RegExp
  /** The names of the browser in the header `Sec-CH-UA`. */
  brands: readonly string[]
}

const onDesktop: readonly NamedBrowser[] = [
  { browser: "opera", token: /\bopr\/(\d+)/, brands: ["opera", "opera gx"] },
]

const onAndroid: readonly NamedBrowser[] = [
  {
    browser: "samsunginternet_android",
    token: /\bsamsungbrowser\/([\d.]+)/,
    brands: ["samsung internet"],
  },
  { browser: "opera_android", token: /\bopr\/(\d+)/, brands: ["opera", "operamobile"] },
  { browser: "uc_android", token: /\bucbrowser\/([\d.]+)/, brands: [] },
  { browser: "qq_android", token: /\bmqqbrowser\/([\d.]+)/, brands: [] },
  { browser: "ya_android", token: /\byabrowser\/([\d.]+)/, brands: ["yabrowser"] },
  { browser: "facebook_android", token: /\bfbav\/(\d+)/, brands: [] },
  { browser: "instagram_android", token: /\binstagram (\d+)/, brands: [] },
]

/** @param chromium the major version of Chromium that the headers state */
function chromiumBrowser(
  text: string,
  system: System,
  chromium: string,
  hints: ReadonlyMap<string, string>,
): DetectedBrowser | undefined {
  const isAndroid = system === "Android"
  const engine = releasedVersion(isAndroid ? "chrome_android" : "chrome", chromium)
  if (!engine) return undefined
  // Some browsers claim to be Chrome in the user agent and name themselves only in `Sec-CH-UA`.
  const versionOf = ({ token, brands }: Omit<NamedBrowser, "browser">) =>
    token.exec(text)?.[1] ?? brands.map((brand) => hints.get(brand)).find((version) => version !== undefined)
  const isEdge = versionOf({ token: /\bedg\/(\d+)/, brands: ["microsoft edge"] }) === engine.version
  const edge = isEdge && !isAndroid ? releasedVersion("edge", engine.version) : undefined
  if (edge) return edge
  for (const named of isAndroid ? onAndroid : onDesktop) {
    const found = mappedVersionWith(engine.version, named.browser, versionOf(named))
    if (found) return found
  }
  // The user agents of WebViews before Android 5 do not contain “; wv”. Apps such as Line send their own name from a
  // WebView.
  const isWebView = isAndroid && /;\s*wv\)|\bversion\/4\.0 chrome\//.test(text)
  return isWebView ? webView(engine.version) : engine
}

/**
 * Returns a browser on Android by its name, if the user agent has no Chromium version. The user agent of each browser
 * that is built on Chromium contains WebKit 537.36, so the result for another WebKit version is undefined.
 */
function androidBrowserByName(text: string): DetectedBrowser | undefined {
  if (!text.includes("applewebkit/537.36")) return undefined
  const named = onAndroid.find(({ token }) => token.test(text))
  return named && mappedVersion(named.browser, named.token.exec(text)?.[1])
}

/**
 * Returns a readable name such as `IE 11 on Windows`. Returns the first 80 characters if the browser is not recognised.
 */
export function describeUserAgent(userAgent: string): string {
  const text = userAgent.slice(0, maxUserAgentLength)
  const parser = new UAParser(text)
  const { name, version = "" } = parser.getBrowser()
  const system = parser.getOS().name
  if (!name) return userAgent.slice(0, 80) || "(no user agent)"
  // For Opera Mini on feature phones, ua-parser-js returns iOS.
  const isKnownSystem = system && (system !== "iOS" || !text.startsWith("Opera/"))
  return `${name} ${version.split(".")[0]}`.trim() + (isKnownSystem ? ` on ${system}` : "")
}
