import { createReadStream } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { importAudience } from "../../../../src/audience/import"
import { senders, writeAccessLog } from "../../../support/access-log"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

/** Bytes that are still needed. Buffers are freed beside the program, and all of them only when the next round begins. */
function held(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const megabytes = process.env.SOAK ? 1_000 : 50
const file = join(tmpdir(), `reachline-access-${process.pid}.log`)

afterAll(() => rm(file, { force: true }))

test(`a log of ${megabytes} MB gives exactly the shares that are in it, in bounded memory`, async () => {
  const thousands = await writeAccessLog(file, megabytes)
  const before = held()
  let most = 0
  let bytes = 0
  let next = 0
  const report = await importAudience(createReadStream(file), {
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
    bots: sum("bot"),
    skipped: { total: 0, examples: [] },
    unknown: { visits: sum("unknown") },
  })
  expect(bytes).toBeGreaterThanOrEqual(megabytes * 1e6)
  expect(most).toBeLessThan(10e6)
}, 600_000)
