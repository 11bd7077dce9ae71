import type { Browser } from "playwright-core"
import type { RunningSite } from "./servers"
import { connectChromium } from "./shared"

export const minutes = (count: number) => count * 60_000

export type Running = { readonly site: RunningSite; readonly browser: Browser }

/** Provides a site and Chromium to the tests of a file. `prepare` runs before the first test. */
export function runInChromium(
  start: () => RunningSite | Promise<RunningSite>,
  prepare?: (running: Running) => Promise<void>,
): Running {
  const running = {} as { site: RunningSite; browser: Browser }
  beforeAll(async () => {
    running.site = await start()
    running.browser = await connectChromium()
    await prepare?.(running)
  }, minutes(4))
  afterAll(async () => {
    await running.browser?.close()
    await running.site?.stop()
  })
  return running
}

export function runSite(start: () => RunningSite | Promise<RunningSite>): Pick<Running, "site"> {
  const running = {} as { site: RunningSite }
  beforeAll(async () => {
    running.site = await start()
  }, minutes(4))
  afterAll(() => running.site?.stop())
  return running
}
