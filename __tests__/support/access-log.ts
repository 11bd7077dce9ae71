import { once } from "node:events"
import { createWriteStream } from "node:fs"

/** A real user agent, the browser version that it counts as, and how many of a thousand requests send it. */
export interface Sender {
  userAgent: string
  /** `chrome 120`, or undefined for a bot or a browser that nobody tracks. */
  countsAs: string | undefined
  kind: "browser" | "unknown" | "bot"
  perThousand: number
}

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink}`
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
const android = `Mozilla/5.0 (Linux; Android 10; K) ${blink}`

const browser = (countsAs: string, perThousand: number, userAgent: string): Sender => ({
  userAgent,
  countsAs,
  kind: "browser",
  perThousand,
})
const other = (kind: "unknown" | "bot", perThousand: number, userAgent: string): Sender => ({
  userAgent,
  countsAs: undefined,
  kind,
  perThousand,
})

/** Who sends the requests of the generated log; `perThousand` adds up to 1,000. */
export const senders: readonly Sender[] = [
  browser("chrome 141", 180, `${windows} Chrome/141.0.0.0 Safari/537.36`),
  browser("chrome 140", 60, `${mac} ${blink} Chrome/140.0.0.0 Safari/537.36`),
  browser(
    "chrome 109",
    11,
    `Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${blink} Chrome/109.0.0.0 Safari/537.36`,
  ),
  browser("chrome_android 141", 200, `${android} Chrome/141.0.0.0 Mobile Safari/537.36`),
  browser(
    "chrome_android 87",
    3,
    `Mozilla/5.0 (Linux; Android 7.0; SM-G930F) ${blink} Chrome/87.0.4280.141 Mobile Safari/537.36`,
  ),
  browser("edge 141", 60, `${windows} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`),
  browser(
    "firefox 143",
    40,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
  ),
  browser(
    "firefox 115",
    7,
    "Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0",
  ),
  browser("firefox_android 143", 5, "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0"),
  browser("safari 26", 30, `${mac} ${webkit} Version/26.0 Safari/605.1.15`),
  browser("safari 17.6", 14, `${mac} ${webkit} Version/17.6 Safari/605.1.15`),
  browser(
    "safari_ios 26",
    120,
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit} Version/26.0 Mobile/15E148 Safari/604.1`,
  ),
  browser(
    "safari_ios 15.8",
    13,
    `Mozilla/5.0 (iPhone; CPU iPhone OS 15_8_3 like Mac OS X) ${webkit} Version/15.8 Mobile/15E148 Safari/604.1`,
  ),
  browser(
    "safari_ios 18.5",
    40,
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webkit} CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1`,
  ),
  browser(
    "samsunginternet_android 28",
    35,
    `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  ),
  browser(
    "webview_android 140",
    32,
    `Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UQ1A; wv) ${blink} Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36`,
  ),
  browser("opera 122", 20, `${windows} Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0`),
  other("unknown", 9, "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"),
  other(
    "unknown",
    1,
    "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
  ),
  other("bot", 80, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
  other("bot", 30, "curl/8.5.0"),
  other("bot", 10, "-"),
]

/** Requests of one round, shuffled the same way each time: each sender as often as it has thousandths. */
const round: readonly Sender[] = shuffled(
  senders.flatMap((sender) => Array.from({ length: sender.perThousand }, () => sender)),
)

function shuffled<Item>(items: Item[]): Item[] {
  let seed = 1
  for (let place = items.length - 1; place > 0; place--) {
    seed = (seed * 48_271) % 2_147_483_647
    const other = seed % (place + 1)
    const moved = items[place] as Item
    items[place] = items[other] as Item
    items[other] = moved
  }
  return items
}

const paths = [
  "/",
  "/products/42?ref=home",
  "/assets/app.3f9c1b.js",
  "/search?q=caf%C3%A9",
  '/a/\\"quoted\\"/path',
]

/** A thousand lines in combined form. Number `index` begins another minute. */
function thousandLines(index: number): string {
  const minute = String(index % 60).padStart(2, "0")
  const line = ({ userAgent }: Sender, place: number) =>
    `203.0.113.${place % 250} - - [10/Oct/2025:13:${minute}:${String(place % 60).padStart(2, "0")} +0000] "GET ${paths[place % paths.length]} HTTP/1.1" ${place % 17 ? 200 : 304} ${(place * 7_919) % 90_000} "${place % 3 ? "https://www.example.com/list?page=2" : "-"}" "${userAgent}"\n`
  return round.map(line).join("")
}

/** Chunks of a combined log of at least so many megabytes, in thousands of lines: the shares are exact. */
export function* accessLog(megabytes: number): Generator<Buffer> {
  const minutes = Array.from({ length: 60 }, (_, index) => Buffer.from(thousandLines(index)))
  let bytes = 0
  for (let index = 0; bytes < megabytes * 1e6; index++) {
    const chunk = minutes[index % 60] as Buffer
    bytes += chunk.length
    yield chunk
  }
}

/** Writes such a log to a file. Returns how many thousand lines it has. */
export async function writeAccessLog(file: string, megabytes: number): Promise<number> {
  const stream = createWriteStream(file)
  let thousands = 0
  for (const chunk of accessLog(megabytes)) {
    thousands++
    if (!stream.write(chunk)) await once(stream, "drain")
  }
  stream.end()
  await once(stream, "close")
  return thousands
}
