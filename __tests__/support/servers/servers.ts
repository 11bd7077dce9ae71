import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, openSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { collect, freePort, ownEnvironment, recordGroup, stopGroup } from "./processes"
import { buildDirectory, builtHost, developDirectory, runGatsby, type Site } from "./sites"

export type RunningSite = {
  directory: string
  /** The URL with the path prefix and without a trailing slash. */
  url: string
  output(): string
  stop(): Promise<void>
}

export type RunningHost = RunningSite & { process: ChildProcess; port: number }

/** Starts the host of a site that the global set-up built, and waits until it has rendered a page. */
export async function startSiteHost(site: Site, env: Record<string, string> = {}): Promise<RunningHost> {
  const host = await startHost(buildDirectory(site), env)
  const url = host.url + site.pathPrefix
  await untilWarm(url)
  return { ...host, url }
}

/**
 * Starts the host of a built site on a free port.
 * @param under a command that runs the host as its subcommand, such as a sandbox
 * @param logFile the file of the host's log. Default: the log stays in memory
 */
export async function startHost(
  directory: string,
  env: Record<string, string> = {},
  under: readonly string[] = [],
  logFile?: string,
): Promise<RunningHost> {
  const port = await freePort()
  const [command = "", ...args] = [...under, process.execPath, resolve(directory, builtHost)]
  const log = logFile === undefined ? undefined : openSync(logFile, "a")
  const child = spawn(command, args, {
    // Uses a working directory outside of the site, to test that the host finds the site.
    cwd: "/",
    detached: true,
    stdio: ["ignore", log ?? "pipe", log ?? "pipe"],
    env: { ...ownEnvironment(), PORT: String(port), HOST: "127.0.0.1", ...env } as NodeJS.ProcessEnv,
  })
  if (log !== undefined) closeSync(log)
  const output = logFile === undefined ? collect(child) : () => readFileSync(logFile, "utf8")
  recordGroup(child)
  await untilReady(child, output, "Listening at")
  const stop = () => stopGroup(child)
  return { directory, url: `http://127.0.0.1:${port}`, output, stop, process: child, port }
}

export const startGatsbyServe = (site: Site) => startGatsby(buildDirectory(site), "serve", site.pathPrefix)

/** Starts `gatsby develop` of a site on a free port, without a path prefix. */
export const startGatsbyDevelop = (site: Site) => startGatsby(developDirectory(site), "develop", "")

async function startGatsby(
  directory: string,
  command: "serve" | "develop",
  pathPrefix: string,
): Promise<RunningSite> {
  const port = await freePort()
  const prefixOption = pathPrefix ? ["--prefix-paths"] : []
  const child = runGatsby(directory, [
    command,
    "--port",
    String(port),
    "--host",
    "127.0.0.1",
    ...prefixOption,
  ])
  const output = collect(child)
  await untilReady(child, output, "You can now view")
  return { directory, url: `http://127.0.0.1:${port}${pathPrefix}`, output, stop: () => stopGroup(child) }
}

/**
 * Waits until the output of the server contains these words.
 * @throws Error with the output if the server exits, or after two minutes
 */
export async function untilReady(child: ChildProcess, output: () => string, words: string): Promise<void> {
  let failure: string | undefined
  child.once("error", (error) => {
    failure = error.message
  })
  child.once("exit", (code) => {
    failure = `It exited with ${code}.`
  })
  for (const end = Date.now() + 120_000; !output().includes(words); await wait(20)) {
    if (Date.now() > end) failure = `It did not write “${words}” within two minutes.`
    if (failure === undefined) continue
    await stopGroup(child)
    throw new Error(`The server did not start. ${failure}\n${output()}`)
  }
}

/** Requests a page until it renders. A busy host responds with 503 while it loads Gatsby's page engine. */
export async function untilWarm(url: string): Promise<void> {
  const status = async () => (await fetch(url, { headers: { "cache-control": "no-store" } })).status
  for (let times = 0; times < 100 && (await status()) === 503; times++) await wait(100)
}

/** Returns a function that starts a host of a built site. Each host is stopped after its test. */
export function hostsOfTests(directory: () => string) {
  const running: RunningHost[] = []
  afterEach(() => Promise.all(running.splice(0).map((host) => host.stop())))
  return async (env: Record<string, string> = {}): Promise<RunningHost> => {
    const host = await startHost(directory(), { LOG_LEVEL: "error", ...env })
    running.push(host)
    return host
  }
}
