import type { Browser } from "playwright-core"
import { launchChromium } from "./chromium"
import { minutes } from "./fixture"
import type { RunningSite } from "./site"

/** What the tests of a file ask, there from `beforeAll` to `afterAll`. */
export type Running = { readonly site: RunningSite; readonly browser: Browser }

/**
 * A site and Chromium for the tests of a file.
 * @param start `() => serveSite(reachline)`
 * @param prepare done once both run, before the first test
 */
export function runInChromium(
  start: () => Promise<RunningSite>,
  prepare?: (running: Running) => Promise<void>,
): Running {
  const running = {} as { site: RunningSite; browser: Browser }
  beforeAll(async () => {
    ;[running.site, running.browser] = await Promise.all([start(), launchChromium()])
    await prepare?.(running)
  }, minutes(10))
  afterAll(async () => {
    await running.browser?.close()
    await running.site?.stop()
  })
  return running
}

/** A site for the tests of a file that ask it over HTTP. */
export function runSite(start: () => Promise<RunningSite>): Pick<Running, "site"> {
  const running = {} as { site: RunningSite }
  beforeAll(async () => {
    running.site = await start()
  }, minutes(10))
  afterAll(() => running.site?.stop())
  return running
}
