import { once } from "node:events"
import { createWriteStream } from "node:fs"

const webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink}`
const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
const android = `Mozilla/5.0 (Linux; Android 10; K) ${blink}`
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"

/**
 * Real user agents and their requests per thousand. The last three user agents are bots. Together they have 120
 * requests.
 */
const senders: readonly [perThousand: number, userAgent: string][] = [
  [180, `${windows} Chrome/141.0.0.0 Safari/537.36`],
  [60, `${mac} ${blink} Chrome/140.0.0.0 Safari/537.36`],
  [11, `Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${blink} Chrome/109.0.0.0 Safari/537.36`],
  [203, `${android} Chrome/141.0.0.0 Mobile Safari/537.36`],
  [60, `${windows} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`],
  [47, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"],
  [5, "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0"],
  [44, `${mac} ${webkit} Version/26.0 Safari/605.1.15`],
  [133, `${iPhone} ${webkit} Version/26.0 Mobile/15E148 Safari/604.1`],
  [40, `${iPhone} ${webkit} CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1`],
  [67, `${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
  [20, `${windows} Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0`],
  [10, "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"],
  [80, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
  [30, "curl/8.5.0"],
  [10, "-"],
]

const userAgents: readonly string[] = shuffled(
  senders.flatMap(([perThousand, userAgent]) => Array<string>(perThousand).fill(userAgent)),
)

function shuffled<Item>(items: Item[]): Item[] {
  let seed = 1
  for (let index = items.length - 1; index > 0; index--) {
    seed = (seed * 48_271) % 2_147_483_647
    const other = seed % (index + 1)
    const item = items[index] as Item
    items[index] = items[other] as Item
    items[other] = item
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

function thousandLines(minuteOfHour: number): string {
  const minute = String(minuteOfHour).padStart(2, "0")
  const line = (userAgent: string, index: number) =>
    `203.0.113.${index % 250} - - [10/Oct/2025:13:${minute}:${String(index % 60).padStart(2, "0")} +0000] "GET ${paths[index % paths.length]} HTTP/1.1" ${index % 17 ? 200 : 304} ${(index * 7_919) % 90_000} "${index % 3 ? "https://www.example.com/list?page=2" : "-"}" "${userAgent}"\n`
  return userAgents.map(line).join("")
}

const combinedLine = (userAgent: string) =>
  `203.0.113.7 - - [10/Oct/2025:13:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "${userAgent}"\n`

/** Yields a combined log of at least this size in chunks of a thousand lines, each with the exact shares above. */
export function* accessLog(megabytes: number): Generator<Buffer> {
  const minutes = Array.from({ length: 60 }, (_, index) => Buffer.from(thousandLines(index)))
  let bytes = 0
  for (let index = 0; bytes < megabytes * 1e6; index++) {
    const chunk = minutes[index % 60] as Buffer
    bytes += chunk.length
    yield chunk
  }
}

/**
 * Writes a combined log to a file. Each thousand lines contain one more bot, which has a unique name. This finds an
 * importer that keeps a whole chunk in memory for each user agent: it runs out of memory.
 * @returns the number of thousands of lines
 */
export async function writeAccessLog(file: string, megabytes: number): Promise<number> {
  const stream = createWriteStream(file)
  let thousands = 0
  for (const chunk of accessLog(megabytes)) {
    thousands++
    stream.write(combinedLine(`a bot with the number ${thousands}`))
    if (!stream.write(chunk)) await once(stream, "drain")
  }
  stream.end()
  await once(stream, "close")
  return thousands
}
