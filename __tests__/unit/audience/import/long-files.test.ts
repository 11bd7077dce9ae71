import { browserslistStats } from "../../../../src/audience/import/browserslist-stats"
import { Tally } from "../../../../src/audience/import/tally"
import { importText } from "../../../support/import-text"

/** User agents that are all different and that nobody knows. */
function strangeAgents(bytes: number): string {
  const size = "Mozilla/100000 (aaaa)\n".length
  return Array.from({ length: bytes / size }, (_, index) => `Mozilla/${100_000 + index} (aaaa)\n`).join("")
}

test("statistics in which every entry is wrong are read in one go, not once for each of them", async () => {
  const entries = Array.from({ length: 60_000 }, (_, version) => `"${version}": -1`)
  const { cpuUsage } = process
  const before = cpuUsage()
  const report = await importText(`{ "chrome": {\n"141.5": 3,\n${entries.join(",\n")}\n} }`)
  expect(report.skipped.total).toBe(60_000)
  expect(report.skipped.examples[19]).toMatchObject({ line: 22 })
  // In microseconds. To look for the line of each takes a minute.
  expect(cpuUsage(before).user).toBeLessThan(10e6)
}, 60_000)

test("while statistics are counted, others have their turn", async () => {
  let turns = 0
  const pause = async () => void turns++
  const entries = Array.from({ length: 60_000 }, (_, version) => `"${version}": 1`)
  const reader = browserslistStats.read(new Tally(), pause)
  await reader.line(`{ "chrome": { ${entries.join(", ")} } }`, 1)
  await reader.end()
  expect(turns).toBe(60)
})

test("while many user agents are read, timers go on", async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 10)
  const file = strangeAgents(2_000_000)
  const report = await importText(file)
  clearInterval(timer)
  expect(report.unknown.visits).toBe(Math.floor(file.length / 22))
  // Without a pause there is none; it takes seconds.
  expect(ticks).toBeGreaterThan(15)
}, 60_000)
