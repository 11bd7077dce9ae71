import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"

/**
 * Does what `work` does while no other process does it: Jest runs the suites of a site in several processes, and
 * they share one build. The lock of a process that is gone counts for nothing.
 */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await mkdir(directory)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
      if (await isAbandoned(directory)) await rm(directory, { recursive: true, force: true })
      else await wait(200)
    }
  }
  try {
    await writeFile(join(directory, "pid"), String(process.pid))
    return await work()
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function isAbandoned(directory: string): Promise<boolean> {
  const pid = Number(await readFile(join(directory, "pid"), "utf8").catch(() => "0"))
  // Another process made the directory this moment, and has yet to write its id.
  if (!pid) {
    await wait(1_000)
    return (await readFile(join(directory, "pid"), "utf8").catch(() => "")) === ""
  }
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}
