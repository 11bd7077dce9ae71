import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs"
import { connect, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Random } from "../inputs/random"
import type { Dashboard } from "../servers/dashboard"
import { startProgram } from "../servers/processes"
import type { RunningHost } from "../servers/servers"

export type Victim = {
  host: RunningHost
  data: string
  disk: string | undefined
  dashboard: Dashboard
  random: Random
}

/** Begins a fault, and returns a function that ends it. `timeMs` is its planned duration. */
type Fault = (victim: Victim, timeMs: number) => Promise<() => Promise<void> | void>

export const faults = {
  "a worker is killed": async ({ host, random }) => {
    process.kill(random.oneOf(workersOf(host.process.pid)), "SIGKILL")
    return () => undefined
  },
  "the database is locked": async ({ data }) => {
    const program = startProgram("locking-process.ts", [join(data, "reachline.db")], {})
    while (!program.lines().includes("locked")) {
      if (program.process.exitCode !== null) break
      await wait(20)
    }
    return async () => {
      program.process.stdin.end()
      await program.ended
    }
  },
  "the database is gone": async ({ data }) => {
    renameSync(data, `${data}-away`)
    // A file replaces the directory, so that a worker that starts now cannot create the directory.
    writeFileSync(data, "")
    return () => {
      rmSync(data)
      renameSync(`${data}-away`, data)
    }
  },
  "the disk is full": async ({ disk }) => {
    if (disk === undefined) return () => undefined
    const filler = join(disk, "filler")
    spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=64k"], { stdio: "ignore" })
    spawnSync("dd", ["if=/dev/zero", `of=${filler}-2`, "bs=1"], { stdio: "ignore", timeout: 2_000 })
    return () => {
      for (const file of [filler, `${filler}-2`]) rmSync(file, { force: true })
    }
  },
  "the dashboard hangs": async ({ dashboard }) => {
    dashboard.fault = "10 s of silence"
    return () => {
      dashboard.fault = undefined
    }
  },
  "clients never finish their headers": async ({ host }) => {
    const sockets = open(host.port, 150, "GET /features HTTP/1.1\r\nHost: a\r\nX-Never:")
    return () => destroy(sockets)
  },
  "clients send their bodies slowly": async ({ host }, timeMs) => {
    const head =
      "POST /api/audiences HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
    const sockets = open(host.port, 50, head)
    const drip = setInterval(
      () => {
        for (const socket of sockets) socket.write(" ")
      },
      Math.max(50, timeMs / 20),
    )
    return () => {
      clearInterval(drip)
      destroy(sockets)
    }
  },
  "clients read slowly": async ({ host }) => {
    const sockets = open(host.port, 50, "GET /api/features?format=csv HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20))
    for (const socket of sockets) socket.pause()
    return () => destroy(sockets)
  },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

function open(port: number, count: number, bytes: string): Socket[] {
  return Array.from({ length: count }, () => {
    const socket = connect(port, "127.0.0.1")
    socket.on("error", () => undefined).on("connect", () => socket.write(bytes))
    return socket
  })
}

function destroy(sockets: readonly Socket[]): void {
  for (const socket of sockets) socket.destroy()
}

function workersOf(host: number | undefined): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n")
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([pid, parent]) => (pid !== undefined && parent === host ? [pid] : []))
}

/**
 * Mounts a file system in memory and returns its directory. Returns undefined if this process may not mount a file
 * system.
 */
export function smallDisk(megabytes: number): string | undefined {
  if (process.getuid?.() !== 0 || process.platform !== "linux") return undefined
  const directory = mkdtempSync(join(tmpdir(), "reachline-disk-"))
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", directory])
  if (status === 0) return directory
  rmdirSync(directory)
  return undefined
}

export function removeDisk(directory: string | undefined): void {
  if (directory === undefined) return
  spawnSync("umount", ["-l", directory])
  rmdirSync(directory)
}
