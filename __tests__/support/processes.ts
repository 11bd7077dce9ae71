import { type ChildProcessByStdio, spawn } from "node:child_process"
import { resolve } from "node:path"
import type { Readable, Writable } from "node:stream"

export interface Program {
  process: ChildProcessByStdio<Writable, Readable, Readable>
  /** The whole lines that it has written so far. */
  lines(): string[]
  /** Whatever it wrote to its standard error. */
  errors(): string
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** A program of ours in TypeScript, in a process of its own. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine?: (line: string) => void,
): Program {
  const compiler = resolve(__dirname, "..", "..", "scripts", "typescript.js")
  const child = spawn(process.execPath, ["--require", compiler, resolve(__dirname, file), ...args], {
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
