/**
 * Separates browsers from bots and from apps' own requests. isbot's patterns are broad: they also match device models
 * (`DISCOVERY 2`), in-app browsers (`Process/tools`) and browsers of companies that have a search engine. This module
 * corrects isbot in both directions.
 */
import { isbot, isbotMatches } from "isbot"

/** Whether a user agent is from a bot, a monitor, a media player or an app's own request, and not from a browser. */
export function isBot(userAgent: string): boolean {
  if (isAppRequest(userAgent) || isUnlistedBot(userAgent)) return true
  return isbot(userAgent) && !(isBrowser(userAgent) && isMistakenByIsbot(userAgent))
}

/** Libraries and players that send requests without a browser engine. */
const appRequest =
  /^(?:dalvik|dart|okhttp|stagefright|applecoremedia|vlc|lavf|roku)\/|\b(?:cfnetwork|darwin|okhttp|alamofire|libvlc|exoplayer(?:lib|demo)?|androidxmedia3)\/|\bscale\/\d/i

function isAppRequest(userAgent: string): boolean {
  return appRequest.test(userAgent) && !/\b(?:applewebkit|gecko)\/\d/i.test(userAgent)
}

/** Bots that isbot does not list: monitors, speed tests, test browsers, scanners, link previews and AI fetchers. */
const unlistedNames = [
  "checkly|gtmetrix|debugbear|lighthouse|webpagetest|sitespeed\\.io|speedvitals|calibre|request-?metrics",
  "ylt |uptime|uptrends|uptimia|better ?stack|updown\\.io|freshping|hyperping|nodeping|oh ?dear|pulsetic|cronitor",
  "thousandeyes|alertsite|apica|kube-probe|blackbox-exporter",
  "puppeteer|webdriver|browserless|screenshot(?:one|api)|prerender|rendertron|percy/|chromatic|jmeter|gatling|k6/",
  "builtwith|siteimprove|sitebulb|monsido|pagefreezer|netcraft",
  "assetnote|miniature\\.io|adbeat|qualys|nessus|acunetix|nikto|sqlmap|sucuri",
  "facebookexternalhit|facebookcatalog|iframely|embedly|barkrowler",
  "claude-web|gemini-deep-research|cohere-ai|devin/|novaact|jina-reader|bigsur\\.ai|poggio-citations|amazonbuyforme",
].join("|")

/** AI services name the bots that fetch pages for a user's question `…-User`. */
const unlistedBots = new RegExp(
  `\\b(?:${unlistedNames})|[a-z]-(?:user|searchbot|externalfetcher|externalagent|webindexer)\\b|health-?check`,
  "i",
)

function isUnlistedBot(userAgent: string): boolean {
  return unlistedBots.test(userAgent) || isCompatibleWebKit(userAgent)
}

/** Only bots put `compatible;` into a user agent of WebKit or Chromium. Some old TVs write `compatible; U;`. */
function isCompatibleWebKit(userAgent: string): boolean {
  return /\bcompatible;(?! u;)/i.test(userAgent) && /\bapplewebkit\//i.test(userAgent)
}

function isBrowser(userAgent: string): boolean {
  return (
    (/\bmozilla\/5\.0 \(/i.test(userAgent) &&
      /\bapplewebkit\/.*\b(?:chrome|version|mobile)\/|\bgecko\/.*\bfirefox\//i.test(userAgent)) ||
    /\bhbbtv\//i.test(userAgent)
  )
}

/**
 * Words in the user agents of browsers that isbot reports as bots: WeChat, Alipay, Taobao, Sogou's browsers, Google TV
 * and Hisense's TVs.
 */
const browserWords =
  /\bprocess\/\w+|\balipaydefined\([^)]{0,200}\)|\bttid\/\S+|\bsogou\w*|google ?tv(?:\/\S+)?|\bgoogleearth\/\S+|\bcatcher[\d.]*/gi

/**
 * Matches words that isbot's patterns find in user agents, but that apps on phones and TVs use too. A user agent of a
 * phone or TV is a bot only if isbot also finds another word.
 */
const commonWord =
  /^(?:capture|catch|discovery|download|feed|grab|insight|java|library|.?news|node|radar|scan|server|splash|time\/|tools|url|\||\(\)|\.com|@[a-z][\w-]+\.|\w+\/1\.0;|;\s\w+;|mail\.ru\/)$/i

/** @param userAgent a user agent that names a browser and that isbot reports as a bot */
function isMistakenByIsbot(userAgent: string): boolean {
  const rest = withoutModel(userAgent).replace(browserWords, "")
  if (!isbot(rest)) return true
  return isDevice(userAgent) && isbotMatches(rest).every((match) => commonWord.test(match.trim()))
}

function isDevice(userAgent: string): boolean {
  return /\b(?:android|openharmony|iphone|ipad|ipod|tizen|web0s|vidaa|smart-?tv|hbbtv|bada)\b/i.test(
    userAgent,
  )
}

/**
 * Removes the device model from the first comment of a user agent, because a model can contain a word such as “bot”:
 * `(Linux; Android 15; M BOT 551 Build/A1)`. Keeps a product such as `Storebot-Google/1.0` and the name of a known bot.
 */
function withoutModel(userAgent: string): string {
  const start = userAgent.indexOf("(")
  const end = userAgent.indexOf(")", start)
  const parts = userAgent.slice(start, end).split(";")
  if (!parts.some((part) => /\bandroid\b/i.test(part))) return userAgent
  return userAgent.slice(0, start) + parts.filter((part) => !isModel(part)).join(";") + userAgent.slice(end)
}

function isModel(part: string): boolean {
  const model = part.replace(/\bbuild\/.*/i, "").replace(/\)$/, "")
  return !/\/\d|https?:|\bandroid\b|(?:google|bing|yandex|baidu|apple|ads|petal|facebook|amazon)-?(?:bot|spider)/i.test(
    model,
  )
}
