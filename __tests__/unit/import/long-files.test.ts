import { importText } from "../../support/inputs/import-text"

test("finds the lines of invalid entries without searching the file for each of them", async () => {
  const entries = Array.from({ length: 60_000 }, (_, version) => `"${version}": -1`)
  const { cpuUsage } = process
  const before = cpuUsage()
  const report = await importText(`{ "chrome": {\n"141.5": 3,\n${entries.join(",\n")}\n} }`)
  expect(report.skipped.total).toBe(60_000)
  expect(report.skipped.examples[19]).toMatchObject({ line: 22 })
  // The CPU time is in microseconds. A linear search for every entry would take a minute.
  expect(cpuUsage(before).user).toBeLessThan(10e6)
}, 60_000)
