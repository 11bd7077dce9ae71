import { Agent } from "http"
import { Agent as SecureAgent } from "https"
import type nodeFetch from "node-fetch"
import type { Response } from "node-fetch"
import site from "../../package.json"
import { nodeRequire } from "../catalog/node-require"
import { oncePerProcess } from "../catalog/once"

/** What the remote answered is of no use: `message` says why, in words for a log. */
export class RemoteError extends Error {
  constructor(
    message: string,
    /** Seconds in which it does not want to be asked, where it said so. */
    readonly retryAfter?: number,
  ) {
    super(message)
    this.name = "RemoteError"
  }
}

const limits = {
  /** Milliseconds for the whole of it, redirects and body included. Below a request's deadline of 5 s. */
  patience: 4_000,
  /** Bytes of a body, unpacked. The API's largest answers have about 20 kB. */
  body: 4 * 1_048_576,
  redirects: 3,
  connections: 16,
  /** Seconds of a Retry-After. */
  retryAfter: 3_600,
}

/**
 * GETs JSON from another server; undefined where it says that there is no such thing (404, 410). Redirects are
 * followed on the same host alone, as what is asked for is configured, and not to be extended by who answers.
 * @throws RemoteError, SyntaxError, or what node-fetch throws for a network that fails and a limit that is reached
 */
export async function getJson(url: URL): Promise<unknown> {
  // It ships ES modules only, of a kind that Gatsby's page engine refuses to bundle.
  const { default: fetch } = nodeRequire<{ default: typeof nodeFetch }>("node-fetch")
  const signal = AbortSignal.timeout(limits.patience)
  for (let asked = url, redirects = 0; redirects <= limits.redirects; redirects++) {
    const response = await fetch(asked, {
      redirect: "manual",
      size: limits.body,
      signal,
      agent: agentFor,
      headers: { accept: "application/json", "user-agent": `Reachline/${site.version}` },
    })
    // Read in any case: a body that is left unread costs the connection.
    const body = await response.text()
    if (response.ok) return JSON.parse(body)
    if (response.status === 404 || response.status === 410) return undefined
    asked = targetOf(response, asked)
  }
  throw new RemoteError("redirects without end")
}

function targetOf({ status, headers }: Response, from: URL): URL {
  const location = headers.get("location") ?? ""
  if (![301, 302, 307, 308].includes(status) || !URL.canParse(location, from)) {
    throw new RemoteError(`answers ${status}`, secondsOf(headers.get("retry-after")))
  }
  const to = new URL(location, from)
  if (to.host !== from.host) throw new RemoteError(`redirects to another host, ${to.host}`)
  if (to.protocol !== from.protocol && to.protocol !== "https:") {
    throw new RemoteError(`redirects to ${to.protocol}`)
  }
  return to
}

/** Retry-After has seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), limits.retryAfter) : undefined
}

/** Keeps connections open between requests, whichever page or function asks. */
function agentFor({ protocol }: URL): Agent {
  const options = { keepAlive: true, maxSockets: limits.connections }
  return oncePerProcess(`agent-${protocol}`, () =>
    protocol === "https:" ? new SecureAgent(options) : new Agent(options),
  )
}
