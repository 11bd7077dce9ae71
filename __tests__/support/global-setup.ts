import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { launchChromiumServer } from "./chromium"
import { startPostgres } from "./postgres"
import { killGroup } from "./processes"
import { startHost } from "./servers"
import { publishShared } from "./shared"
import { buildDirectory, buildSite, fixture, reachline, repository, type Site } from "./sites"

/**
 * Runs once before the end-to-end suites: builds both sites with both cores, and starts what the suites share.
 * @returns nothing; the global tear-down calls `globalThis.stopShared`
 */
export default async function globalSetup(): Promise<void> {
  const started = performance.now()
  const directory = mkdtempSync(join(tmpdir(), "reachline-tests-"))
  const dataDirectory = join(directory, "data")
  mkdirSync(dataDirectory)
  mkdirSync(join(repository, ".tmp"), { recursive: true })

  const serve = async (site: Site, env: Record<string, string>) => {
    await buildSite(site)
    const logFile = join(directory, `${site.name}.log`)
    const host = await startHost(buildDirectory(site), env, [], logFile)
    await fetch(host.url + site.pathPrefix)
    return {
      process: host.process,
      shared: { directory: host.directory, url: host.url + site.pathPrefix, logFile },
    }
  }
  const [site, other, browser, postgres] = await Promise.all([
    serve(reachline, { DATA_DIR: dataDirectory, TRUST_PROXY: "true", LOG_LEVEL: "info" }),
    serve(fixture, {}),
    launchChromiumServer(),
    startPostgres(),
  ])
  publishShared({
    hosts: { [reachline.name]: site.shared, [fixture.name]: other.shared },
    dataDirectory,
    chromium: browser.wsEndpoint(),
    postgres: postgres.url,
  })
  globalThis.stopShared = async () => {
    killGroup(site.process)
    killGroup(other.process)
    await Promise.all([browser.close(), postgres.remove()])
    rmSync(directory, { recursive: true, force: true })
  }
  process.stdout.write(`Set-up: ${((performance.now() - started) / 1_000).toFixed(1)} s\n`)
}

declare global {
  var stopShared: (() => Promise<void>) | undefined
}
