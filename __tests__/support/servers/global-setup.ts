import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildPackages } from "../scripts"
import { launchChromiumServer } from "./chromium"
import { startPostgres } from "./postgres"
import { killRecordedGroups } from "./processes"
import { startHost, untilWarm } from "./servers"
import { publishShared, type Shared } from "./shared"
import { buildDirectory, buildSite, fixture, reachline, repository, type Site } from "./sites"

const work = join(repository, ".tmp")
const lockFile = join(work, "tests.pid")

/** Runs once before the end-to-end suites: builds both sites, and starts the servers that the suites share. */
export default async function globalSetup(): Promise<void> {
  const started = performance.now()
  mkdirSync(work, { recursive: true })
  refuseSecondRun()
  const directory = mkdtempSync(join(tmpdir(), "reachline-tests-"))
  process.env.REACHLINE_TEST_GROUPS = join(directory, "groups")
  const running: { close(): Promise<unknown> }[] = []
  globalThis.stopShared = async () => {
    killRecordedGroups()
    await Promise.allSettled(running.map((each) => each.close()))
    rmSync(directory, { recursive: true, force: true })
    rmSync(lockFile, { force: true })
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      killRecordedGroups()
      rmSync(lockFile, { force: true })
      process.exit(1)
    })
  }
  try {
    publishShared(await startShared(directory, running))
  } catch (error) {
    await globalThis.stopShared()
    throw error
  }
  process.stdout.write(`Set-up: ${((performance.now() - started) / 1_000).toFixed(1)} s\n`)
}

function refuseSecondRun(): void {
  const other = existsSync(lockFile) ? Number(readFileSync(lockFile, "utf8")) : undefined
  if (other !== undefined && other !== process.pid && isRunning(other)) {
    throw new Error(`Process ${other} runs end-to-end tests in this folder. Wait until it ends.`)
  }
  writeFileSync(lockFile, String(process.pid))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function startShared(directory: string, running: { close(): Promise<unknown> }[]): Promise<Shared> {
  const dataDirectory = join(directory, "data")
  mkdirSync(dataDirectory)
  await buildPackages()
  const serve = async (site: Site, env: Record<string, string>, warmUp: readonly string[]) => {
    await buildSite(site)
    const logFile = join(directory, `${site.name}.log`)
    const host = await startHost(buildDirectory(site), env, [], logFile)
    const url = host.url + site.pathPrefix
    for (const path of warmUp) await untilWarm(url + path)
    return { directory: host.directory, url, logFile }
  }
  const chromium = async () => {
    const server = await launchChromiumServer()
    running.push(server)
    return server.wsEndpoint()
  }
  const postgres = async () => {
    const server = await startPostgres()
    running.push({ close: server.remove })
    return server.url
  }
  const settings = { DATA_DIR: dataDirectory, TRUST_PROXY: "true", LOG_LEVEL: "info" }
  const [site, other, endpoint, database] = await Promise.all([
    serve(reachline, settings, ["/features", "/api/health"]),
    serve(fixture, {}, ["/", "/api/echo"]),
    chromium(),
    postgres(),
  ])
  const hosts = { [reachline.name]: site, [fixture.name]: other }
  return { hosts, dataDirectory, chromium: endpoint, postgres: database }
}

declare global {
  var stopShared: (() => Promise<void>) | undefined
}
