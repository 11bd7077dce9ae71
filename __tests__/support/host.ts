import { type ChildProcess, spawn } from "node:child_process"
import { resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { compileHost } from "../../src/server/compile"
import { hostFolder } from "../../src/server/manifest"
import { withLock } from "./lock"
import { buildSite, collect, freePort, kill, type RunningSite, type SiteSource } from "./site"

const source = resolve(__dirname, "..", "..", "src", "server")

export type RunningHost = RunningSite & { process: ChildProcess; port: number }

/**
 * The host on a free port, with the site's build: after a build where the last one is not of these very files.
 * Its program is compiled anew, so that a suite never runs one that an older build left.
 */
export async function hostSite(site: SiteSource, env: Record<string, string> = {}): Promise<RunningHost> {
  const directory = await buildSite(site)
  // Suites run at the same time, and none may start what another is just writing.
  await withLock(`${directory}.lock`, () => compileHost(source, resolve(directory, hostFolder)))
  const host = await startHost(directory, env)
  await untilWarm(host)
  return host
}

/**
 * The first page loads what renders it. On a machine with more to do that takes so long that the host, which looks at
 * its event loop once a second, says “Busy” to what comes next. Nothing of this is stored.
 */
async function untilWarm({ url }: RunningHost): Promise<void> {
  const first = () => fetch(url, { headers: { "cache-control": "no-store" } }).catch(() => undefined)
  await first()
  for (let times = 0; times < 20; times++) {
    await wait(100)
    if ((await first())?.status !== 503) return
  }
}

/**
 * The host of a site that is built and compiled already.
 * @param under a command that starts the command behind it
 */
export async function startHost(
  directory: string,
  env: Record<string, string> = {},
  under: readonly string[] = [],
): Promise<RunningHost> {
  const port = await freePort()
  const { NODE_ENV: _, JEST_WORKER_ID: __, ...inherited } = process.env
  const [command = "", ...args] = [...under, process.execPath, resolve(directory, hostFolder, "main.js")]
  const child = spawn(command, args, {
    // Another directory than the site's: the host has to find its site by itself.
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, PORT: String(port), HOST: "127.0.0.1", ...env } as NodeJS.ProcessEnv,
  })
  const output = collect(child)
  process.once("exit", () => kill(child, "SIGKILL"))
  await new Promise<void>((ready, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`The host ended with ${code}:\n${output()}`)))
    child.stdout?.on("data", () => output().includes("Listening at") && ready())
  })
  const stop = async () => {
    // What it may have left behind, where it ended by itself.
    if (child.exitCode !== null || child.signalCode !== null) return kill(child, "SIGKILL")
    const ended = new Promise((done) => child.once("exit", done))
    kill(child, "SIGKILL")
    await ended
  }
  return { directory, url: `http://127.0.0.1:${port}`, output, stop, pid: child.pid, process: child, port }
}

/**
 * For a file of tests that start hosts of their own: each is stopped after its test.
 * @param directory of a site that is built and compiled by then
 */
export function hostsOfTests(directory: () => string) {
  const running: RunningHost[] = []
  afterEach(() => Promise.all(running.splice(0).map((host) => host.stop())))
  return async (env: Record<string, string> = {}): Promise<RunningHost> => {
    const host = await startHost(directory(), { LOG_LEVEL: "error", ...env })
    running.push(host)
    return host
  }
}
