import type { LRUCache } from "lru-cache"
import type nodeFetch from "node-fetch"
import { nodeRequire } from "#runtime/node-require"
import { processSingleton } from "#runtime/process-singleton"
import site from "../../package.json"
import { type FeatureStatus, parseFeatureStatus } from "./feature-status"
import { readWebstatusUrl } from "./webstatus-url"

/**
 * Why the dashboard's status of a feature is missing: requests are turned off, the dashboard does not have the feature,
 * or the request failed.
 */
export type Unavailable = "disabled" | "unknown" | "failed"

/** Returns the Web Platform Dashboard's status of a feature, by its id. The promise never rejects. */
export type Webstatus = (id: string) => Promise<FeatureStatus | Unavailable>

type WebstatusOptions = {
  /** The limit for the whole request with its body, in milliseconds. Default: 4,000. A page has a deadline of 5 s. */
  timeoutMs?: number
  /** Called for each failed request. Default: writes a line of JSON to stderr. */
  log?(message: string): void
}

const retryAfterMs = 30_000

/** The maximum size of the uncompressed body. The largest responses of the API have about 20 kB. */
const maxBodyBytes = 256 * 1024

/**
 * Returns the client of the dashboard at `WEBSTATUS_URL`, one per process. If the URL is invalid, the client sends no
 * requests.
 */
export function webstatus(): Webstatus {
  return processSingleton("webstatus", () => {
    try {
      return createWebstatus(readWebstatusUrl(globalThis.process.env))
    } catch (error) {
      logToStderr(`${(error as Error).message} Using “off”.`)
      return createWebstatus(undefined)
    }
  })
}

/**
 * Creates a client of the API at `url`. Without a URL, the client sends no requests. Concurrent calls for a feature
 * share a request.
 */
export function createWebstatus(
  url: URL | undefined,
  { timeoutMs = 4_000, log = logToStderr }: WebstatusOptions = {},
): Webstatus {
  if (!url) return async () => "disabled"
  // Assigns the path to the URL instead of resolving the path. Otherwise a path that starts with two slashes would lead
  // to another host.
  const base = new URL(url)
  base.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, "")}/v1/features/`

  const { LRUCache: Cache } = nodeRequire<{ LRUCache: typeof LRUCache }>("lru-cache")
  const requests = new Cache<string, ReturnType<Webstatus>>({ max: 5_000, ttl: retryAfterMs })

  async function request(id: string): Promise<FeatureStatus | Unavailable> {
    try {
      const feature = await fetchJson(new URL(encodeURIComponent(id), base), timeoutMs)
      const status = feature === undefined ? "unknown" : parseFeatureStatus(feature)
      requests.delete(id)
      return status
    } catch (error) {
      log(`The Web Platform Dashboard request for ${id} failed: ${String(error).slice(0, 300)}`)
      requests.set(id, Promise.resolve("failed"))
      return "failed"
    }
  }

  return (id) => {
    const known = requests.get(id)
    if (known) return known
    const pending = request(id)
    requests.set(id, pending)
    return pending
  }
}

/**
 * Returns the parsed body of the response, or undefined for a status of 404 or 410. Refuses redirects, because a
 * redirect could lead to a private network that this server can access.
 * @throws FetchError (request failed), SyntaxError (invalid JSON), or Error (any other status)
 */
async function fetchJson(url: URL, timeoutMs: number): Promise<unknown> {
  // Gatsby's page engine cannot bundle node-fetch, an ES module.
  const { default: fetch } = nodeRequire<{ default: typeof nodeFetch }>("node-fetch")
  const response = await fetch(url, {
    redirect: "error",
    size: maxBodyBytes,
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: "application/json", "user-agent": `Reachline/${site.version}` },
  })
  // Read the body of an error response too, because an unread body keeps the connection open.
  const body = await response.text()
  if (response.ok) return JSON.parse(body)
  if (response.status === 404 || response.status === 410) return undefined
  throw new Error(`status ${response.status}`)
}

function logToStderr(message: string): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level: "warn", message })}\n`)
}
