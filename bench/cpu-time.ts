import { readFileSync } from "node:fs"

/** Linux counts CPU time in /proc in ticks of 10 ms. */
const tickMs = 10

/**
 * Returns the CPU time of a process and its children in milliseconds. Returns NaN if the system has no /proc. Unlike
 * elapsed time, CPU time hardly depends on other load on the machine.
 */
export function cpuTimeMs(pid: number): number {
  try {
    const [, , , , , , , , , , , user, system] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ")
      .map(Number)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")
    const own = tickMs * ((user ?? 0) + (system ?? 0))
    return children.filter(Boolean).reduce((sum, child) => sum + cpuTimeMs(Number(child)), own)
  } catch {
    return Number.NaN
  }
}
