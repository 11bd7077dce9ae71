import { execFileSync, spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { writeAccessLog } from "#tests/support/inputs/access-log"
import { print } from "./median"

const megabytes = 500
const rounds = 5
const root = resolve(__dirname, "..")
const file = join(tmpdir(), `reachline-bench-${process.pid}.log`)

afterAll(() => rmSync(file, { force: true }))

/** Returns the median speed in MB/s. The time includes the start of the process. */
function speedOf(command: string, args: readonly string[]): string {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now()
    execFileSync(command, args, { cwd: root, stdio: "pipe" })
    return performance.now() - started
  })
  const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number
  return (megabytes / (median / 1_000)).toFixed(0)
}

test("measures the import of an access log", async () => {
  await writeAccessLog(file, megabytes)
  const rows = [["import", speedOf(process.execPath, ["scripts/audience.js", "import", file, "--dry-run"])]]
  if (spawnSync("wc", ["--version"]).status === 0) rows.push(["wc -l", speedOf("wc", ["-l", file])])
  print(`A combined log of ${megabytes} MB, median of ${rounds} processes`, [["", "MB/s"], ...rows])
}, 600_000)
