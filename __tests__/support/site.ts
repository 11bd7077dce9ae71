import { type ChildProcess, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { isSource, stampOf } from "../../scripts/stamp"
import { withLock } from "./lock"

const repository = resolve(__dirname, "..", "..")
const gatsby = join(repository, "node_modules", "gatsby", "cli.js")
const work = join(repository, ".tmp")

export type SiteSource = {
  /** Names the copies under .tmp: one for the build, one for develop, so that theirs and the site's own never mix. */
  name: string
  /** The Gatsby site's directory. */
  directory: string
  /** What else the build reads, so that a change there builds anew: files and folders. */
  reads?: readonly string[]
  /** For its build and for serving it. */
  env?: Record<string, string>
  /** The name of a site that it has most files in common with: a build begins with what was compiled for that one. */
  like?: string
}

export type RunningSite = {
  /** Where the site that runs was copied to; empty for one that was started elsewhere. */
  directory: string
  /** Without a slash at the end. */
  url: string
  /** What the server has written so far, both streams. */
  output(): string
  stop(): Promise<void>
  /** Undefined for a server that was started elsewhere. */
  pid?: number | undefined
}

/** Started with TEST_URL, a suite is run against a server that runs already; with SERVED_BY=serve, against `gatsby serve`. */
const { TEST_URL: given, SERVED_BY: by } = process.env

/** The built site on a free port, served as `npm start` does: by the host. */
export async function serveSite(site: SiteSource, env: Record<string, string> = {}): Promise<RunningSite> {
  if (given)
    return { directory: "", url: given.replace(/\/$/, ""), output: () => "", stop: async () => undefined }
  if (by === "serve") return gatsbyServe(site, env)
  const { hostSite } = await import("./host")
  return hostSite(site, env)
}

/** `gatsby serve` on a free port, after a build where the last one is not of these very files. */
export async function gatsbyServe(site: SiteSource, env: Record<string, string> = {}): Promise<RunningSite> {
  const directory = await buildSite(site)
  return start(directory, "serve", { ...site.env, ...env })
}

/** `gatsby develop` on a free port. */
export async function developSite(site: SiteSource, env: Record<string, string> = {}): Promise<RunningSite> {
  const directory = join(work, `${site.name}-develop`)
  await mkdir(work, { recursive: true })
  await withLock(`${directory}.lock`, () => copy(site, directory))
  return start(directory, "develop", env)
}

/** The directory of the site, built where the last build is not of these very files. */
export async function buildSite(site: SiteSource): Promise<string> {
  const directory = join(work, `${site.name}-build`)
  const stampFile = `${directory}.stamp`
  await mkdir(work, { recursive: true })
  await withLock(`${directory}.lock`, async () => {
    const stamp = stampOf(repository, [
      join(repository, "package-lock.json"),
      ...(site.reads ?? []),
      site.directory,
    ])
    if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return
    // From nothing: an incremental build leaves old static HTML and old files behind.
    await rm(stampFile, { force: true })
    const compiled = await keepCompiled(directory, site.like)
    await rm(directory, { recursive: true, force: true })
    await copy(site, directory)
    if (compiled !== undefined) {
      await mkdir(join(directory, ".cache"))
      await rename(compiled, join(directory, compilations))
    }
    const child = run(directory, ["build"], site.env ?? {})
    const output = collect(child)
    const code = await new Promise((done) => child.once("exit", done))
    if (code !== 0) throw new Error(`gatsby build of ${site.name} failed:\n${output()}`)
    await writeFile(stampFile, stamp)
  })
  return directory
}

/** webpack's own cache, which knows by itself what of it is still right. */
const compilations = join(".cache", "webpack")

/**
 * What webpack compiled for the last build of this site, or else for another one: half of a build is Gatsby's engines,
 * which are the same for all. @returns where it is kept meanwhile, of the same file system
 */
async function keepCompiled(directory: string, like?: string): Promise<string | undefined> {
  const kept = `${directory}.compiled`
  const built = (await readdir(work)).filter((name) => name.endsWith("-build.stamp"))
  const others = built.map((name) => name.replace(/\.stamp$/, ""))
  const alike = others.filter((name) => name === `${like}-build`)
  for (const candidate of [directory, ...[...alike, ...others].map((name) => join(work, name))]) {
    await rm(kept, { recursive: true, force: true })
    try {
      await cp(join(candidate, compilations), kept, { recursive: true })
      return kept
    } catch {
      // There is none, or its site is just built anew.
    }
  }
  return undefined
}

async function copy({ directory: from }: SiteSource, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(to)) if (isSource(name)) await rm(join(to, name), { recursive: true })
  for (const name of await readdir(from))
    if (isSource(name)) await cp(join(from, name), join(to, name), { recursive: true })
  if (!existsSync(join(to, "node_modules")))
    await symlink(join(repository, "node_modules"), join(to, "node_modules"))
}

async function start(
  directory: string,
  command: "serve" | "develop",
  env: Record<string, string>,
): Promise<RunningSite> {
  const port = await freePort()
  const child = run(directory, [command, "--port", String(port), "--host", "127.0.0.1"], env)
  const output = collect(child)
  const stop = () => stopGroup(child)
  // Jest may end without a hook being called; nothing may stay behind.
  process.once("exit", () => kill(child, "SIGKILL"))
  await new Promise<void>((ready, reject) => {
    child.once("exit", (code) => reject(new Error(`gatsby ${command} ended with ${code}:\n${output()}`)))
    const check = () => output().includes("You can now view") && ready()
    child.stdout?.on("data", check)
  })
  return { directory, url: `http://127.0.0.1:${port}`, output, stop, pid: child.pid }
}

function run(directory: string, args: string[], env: Record<string, string>): ChildProcess {
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...inherited } = process.env
  return spawn(process.execPath, [gatsby, ...args], {
    cwd: directory,
    // A group of its own, because Gatsby starts processes that outlive it when it alone is ended.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      CI: "1",
      NO_COLOR: "1",
      GATSBY_TELEMETRY_DISABLED: "1",
      GATSBY_CPU_COUNT: "1",
      ...env,
    } as NodeJS.ProcessEnv,
  })
}

export function collect(child: ChildProcess): () => string {
  let text = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part
    })
  }
  return () => text
}

/**
 * The first line of a process's log that has all these words: it is there a moment after the answer that it is about.
 * @throws Error where it has not come within 10 s
 */
export async function logLine(output: () => string, ...words: readonly string[]): Promise<string> {
  for (const end = Date.now() + 10_000; ; await wait(20)) {
    const whole = output().split("\n").slice(0, -1)
    const line = whole.find((text) => words.every((word) => text.includes(word)))
    if (line !== undefined) return line
    if (Date.now() > end) throw new Error(`The log has no line with ${words.join(" and ")}.`)
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once("exit", done))
  kill(child, "SIGKILL")
  await ended
}

export function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}

export function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const server = createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => found(typeof address === "object" && address ? address.port : 0))
    })
  })
}
