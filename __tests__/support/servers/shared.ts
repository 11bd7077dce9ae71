import { readFileSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"
import type { RunningSite } from "./servers"
import type { Site } from "./sites"

/** The servers that the global set-up starts for all suites. Suites that stop or configure a server start their own. */
export type Shared = {
  hosts: Record<string, { directory: string; url: string; logFile: string }>
  /** The `DATA_DIR` of the shared Reachline host. */
  dataDirectory: string
  chromium: string
  postgres: string
}

const variable = "REACHLINE_TEST_SHARED"

export function publishShared(shared: Shared): void {
  process.env[variable] = JSON.stringify(shared)
}

export function readShared(): Shared {
  const text = process.env[variable]
  if (text === undefined) throw new Error("The global set-up of the end-to-end tests has not run.")
  return JSON.parse(text)
}

/**
 * The host that all suites share. The host of Reachline trusts `X-Forwarded-For` and logs each request. The host of the
 * fixture has default settings.
 */
export function sharedHost(site: Site): RunningSite {
  const host = readShared().hosts[site.name]
  if (host === undefined) throw new Error(`The global set-up starts no host for ${site.name}.`)
  const { directory, url, logFile } = host
  return { directory, url, output: () => readFileSync(logFile, "utf8"), stop: async () => undefined }
}

/** Connects to the shared Chromium. Closing the connection closes only its pages. */
export const connectChromium = (): Promise<Browser> => chromium.connect(readShared().chromium)
