import { importAudience } from "#import"
import { type LogEntry, logFormats } from "../support/inputs/log-formats"
import { randomFrom } from "../support/inputs/random"
import { isShort, seed } from "../support/jest/nightly"

const megabytes = isShort ? 5 : 50

const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const browsers = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/141.0.0.0 Safari/537.36`, "chrome", "141"],
  [`Mozilla/5.0 (Windows NT 6.1; Win64; x64) ${blink} Chrome/109.0.0.0 Safari/537.36`, "chrome", "109"],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${blink} Chrome/141.0.0.0 Mobile Safari/537.36`,
    "chrome_android",
    "141",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "firefox", "143"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "safari_ios",
    "18.5",
  ],
] as const
const internetExplorer = "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"
const tools = ["curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"]

test(`counts exactly the browsers of a ${megabytes} MB log with lines of ${logFormats.length} formats (seed ${seed})`, async () => {
  const random = randomFrom(seed)
  const expected: Record<string, Record<string, number>> = {}
  let unknown = 0

  function nextUserAgent(): string {
    const kind = random.next()
    if (kind < 0.1) return random.oneOf(tools)
    if (kind < 0.15) {
      unknown++
      return internetExplorer
    }
    const [userAgent, id, version] = random.oneOf(browsers)
    const versions = expected[id] ?? {}
    expected[id] = { ...versions, [version]: (versions[version] ?? 0) + 1 }
    return userAgent
  }

  async function* chunks() {
    const lineOf = (entry: LogEntry) => {
      const { head = "", line } = random.oneOf(logFormats)
      return `${head}${line(entry)}\n`
    }
    let bytes = 0
    for (let index = 0; bytes < megabytes * 1e6; index += 1_000) {
      const lines = Array.from({ length: 1_000 }, (_, offset) =>
        lineOf({ userAgent: nextUserAgent(), index: index + offset }),
      )
      const chunk = Buffer.from(lines.join(""))
      bytes += chunk.length
      yield chunk
    }
  }

  const report = await importAudience(chunks())
  expect(report.browsers).toEqual(expected)
  expect(report.unknown.visits).toBe(unknown)
}, 120_000)
