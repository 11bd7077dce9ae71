import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { importAudience } from "../../../../src/audience/import"
import { accessLog, senders } from "../../../support/access-log"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

/** Bytes that are still needed. Buffers are freed beside the program, and all of them only when the next round begins. */
function held(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const megabytes = 50

test(`a log of ${megabytes} MB gives exactly the shares that are in it, in bounded memory`, async () => {
  let thousands = 0
  const chunks = accessLog(megabytes)
  // The generator makes all of its buffers at its first step.
  const first = chunks.next()
  async function* log() {
    for (let chunk = first; !chunk.done; chunk = chunks.next()) {
      yield chunk.value
      // A user agent that is kept must not keep its chunk.
      const bot = `a bot that is number ${thousands++}`
      yield Buffer.from(`203.0.113.7 - - [10/Oct/2025:13:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "${bot}"\n`)
    }
  }
  const before = held()
  let most = 0
  let bytes = 0
  let next = 0
  const report = await importAudience(log(), {
    onProgress(read) {
      bytes = read
      if (read < next) return
      next += (megabytes * 1e6) / 10
      most = Math.max(most, held() - before)
    },
  })

  const expected: Record<string, Record<string, number>> = {}
  const sum = (kind: string) =>
    senders.reduce((total, sender) => total + (sender.kind === kind ? sender.perThousand : 0), 0) * thousands
  for (const { countsAs, perThousand } of senders) {
    const [browser, version] = countsAs?.split(" ") ?? []
    if (!browser || !version) continue
    expected[browser] ??= {}
    expected[browser][version] = perThousand * thousands
  }
  expect(report.browsers).toEqual(expected)
  expect(report).toMatchObject({
    format: "access-log",
    unit: "requests",
    counted: sum("browser") + sum("unknown"),
    bots: sum("bot") + thousands,
    skipped: { total: 0, examples: [] },
    unknown: { visits: sum("unknown") },
  })
  expect(bytes).toBeGreaterThanOrEqual(megabytes * 1e6)
  expect(most).toBeLessThan(10e6)
})
