import { logFormats } from "./log-formats"
import { importMutations } from "./mutations"

const blink = "AppleWebKit/537.36 (KHTML, like Gecko)"
const userAgents = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/141.0.0.0 Safari/537.36`,
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1/191.303; U; en) Presto/2.12.423 Version/12.16",
  "curl/8.5.0",
]
const requests = 15

/**
 * Tests mutations of a log in each format. The importer must read or refuse each mutation, and must not count more
 * visits than the log has requests.
 */
export function testLogMutations({ count, seed }: { count: number; seed: number }): void {
  test.each(logFormats.map((format, index) => [format.name, format, seed + index] as const))(
    `imports or refuses ${count} mutations of: %s`,
    async (_, { head = "", line }, formatSeed) => {
      const lines = Array.from({ length: requests }, (_, index) =>
        line({ userAgent: userAgentAt(index), index }),
      )
      const text = `${head}${lines.join("\n")}\n`
      const { read } = await importMutations(text, { maxVisits: requests, seed: formatSeed, count })
      expect(read).toBeGreaterThan(0)
    },
    120_000,
  )

  test(`imports or refuses ${count} mutations of: an indented JSON list`, async () => {
    const entries = Array.from({ length: requests }, (_, index) => ({
      request: { headers: { "User-Agent": [userAgentAt(index)] } },
      status: 200,
    }))
    const text = JSON.stringify(entries, null, 2)
    const { read } = await importMutations(text, { maxVisits: requests, seed: seed - 1, count })
    expect(read).toBeGreaterThan(0)
  }, 120_000)
}

const userAgentAt = (index: number) => userAgents[index % userAgents.length] as string
