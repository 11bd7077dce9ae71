import { importText } from "../../support/inputs/import-text"
import { logFormats } from "../../support/inputs/log-formats"

const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const browsers = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/141.0.0.0 Safari/537.36`,
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
]
const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
const tools = ["curl/8.5.0", "python-requests/2.32.3"]

test.each(logFormats.map((format) => [format.name, format] as const))("reads %s", async (_, format) => {
  const { head = "", line, hasTools = true } = format
  const userAgents = [...(hasTools ? tools : []), browsers[0], browsers[0], browsers[1], browsers[2], bot]
  const lines = userAgents.map((userAgent, index) => line({ userAgent: userAgent as string, index }))
  const report = await importText(`${head}${lines.join("\n")}\n`)
  expect(report.browsers).toEqual({
    chrome: { "141": 2 },
    firefox: { "143": 1 },
    safari_ios: { "18.5": 1 },
  })
  expect(report).toMatchObject({
    format: "access-log",
    counted: 4,
    bots: { visits: hasTools ? 3 : 1 },
    skipped: { total: 0 },
    unknown: { visits: 0 },
  })
})

test("reads lines of all formats in one file", async () => {
  const lines = logFormats.flatMap(({ head = "", line }) =>
    browsers.map((userAgent, index) => `${index === 0 ? head : ""}${line({ userAgent, index })}`),
  )
  const report = await importText(lines.join("\n"))
  expect(report.browsers).toEqual({
    chrome: { "141": logFormats.length },
    firefox: { "143": logFormats.length },
    safari_ios: { "18.5": logFormats.length },
  })
  expect(report).toMatchObject({ skipped: { total: 0 }, unknown: { visits: 0 } })
})
