import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process"
import { appendFileSync, existsSync, readFileSync } from "node:fs"
import { createServer } from "node:net"
import { resolve } from "node:path"
import type { Readable, Writable } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"

export function ownEnvironment(): Record<string, string | undefined> {
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...inherited } = process.env
  return inherited
}

export const gatsbyEnvironment = () => ({
  ...ownEnvironment(),
  SITE_URL: undefined,
  CI: "1",
  NO_COLOR: "1",
  GATSBY_TELEMETRY_DISABLED: "1",
})

export function collect(child: ChildProcess): () => string {
  let text = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part
    })
  }
  return () => text
}

/** Waits up to 10 s for a log line that contains all these words. The host writes the line after the response. */
export async function logLine(output: () => string, ...words: readonly string[]): Promise<string> {
  for (const end = Date.now() + 10_000; ; await wait(20)) {
    const lines = output().split("\n").slice(0, -1)
    const line = lines.find((text) => words.every((word) => text.includes(word)))
    if (line !== undefined) return line
    if (Date.now() > end) throw new Error(`The log has no line with ${words.join(" and ")}.`)
  }
}

/**
 * A file with the process groups that are running. The global tear-down ends these process groups, even after a crashed
 * test.
 */
const groupFile = () => process.env.REACHLINE_TEST_GROUPS

export function recordGroup({ pid }: ChildProcess): void {
  const file = groupFile()
  if (file !== undefined && pid !== undefined) appendFileSync(file, `${pid}\n`)
}

export function killRecordedGroups(): void {
  const file = groupFile()
  if (file === undefined || !existsSync(file)) return
  for (const pid of readFileSync(file, "utf8").split("\n").filter(Boolean)) killGroup({ pid: Number(pid) })
}

/** Ends a process group, and waits until its first process has exited. */
export async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return killGroup(child)
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  killGroup(child)
  await ended
}

function killGroup({ pid }: Pick<ChildProcess, "pid">): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, "SIGKILL")
  } catch {}
}

export function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolvePort(typeof address === "object" && address ? address.port : 0))
    })
  })
}

export type Program = {
  process: ChildProcessByStdio<Writable, Readable, Readable>
  lines(): string[]
  errors(): string
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** Runs a TypeScript file of this folder in a new process. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Program {
  const compiler = resolve(__dirname, "..", "..", "..", "scripts", "typescript.js")
  const child = spawn(process.execPath, [compiler, resolve(__dirname, file), ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  })
  let output = ""
  let errors = ""
  child.stdout.on("data", (chunk) => {
    const before = output.split("\n").length - 1
    output += chunk
    for (const line of output.split("\n").slice(before, -1)) onLine?.(line)
  })
  child.stderr.on("data", (chunk) => {
    errors += chunk
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) =>
    child.once("close", (code, signal) => done({ code, signal })),
  )
  return { process: child, lines: () => output.split("\n").slice(0, -1), errors: () => errors, ended }
}
