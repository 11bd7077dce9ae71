import { Agent } from "http"
import { Agent as SecureAgent } from "https"
import type nodeFetch from "node-fetch"
import type { FetchError, Response } from "node-fetch"
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
 * @throws RemoteError, SyntaxError, or what node-fetch throws for a network that fails and a body that is too large
 */
export async function getJson(url: URL): Promise<unknown> {
  const signal = AbortSignal.timeout(limits.patience)
  try {
    return await follow(url, signal)
  } catch (error) {
    if (!signal.aborted) throw error
    throw new RemoteError(`has not answered within ${limits.patience / 1000} s`)
  }
}

async function follow(url: URL, signal: AbortSignal): Promise<unknown> {
  for (let asked = url, redirects = 0; redirects <= limits.redirects; redirects++) {
    const response = await ask(asked, signal)
    // Read in any case: a body that is left unread costs the connection.
    const body = await response.text()
    if (response.ok) return JSON.parse(body)
    if (response.status === 404 || response.status === 410) return undefined
    asked = targetOf(response, asked)
  }
  throw new RemoteError("redirects without end")
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
  // It ships ES modules only, of a kind that Gatsby's page engine refuses to bundle.
  const { default: fetch } = nodeRequire<{ default: typeof nodeFetch }>("node-fetch")
  const once = () =>
    fetch(url, {
      redirect: "manual",
      size: limits.body,
      signal,
      agent: agentFor,
      headers: { accept: "application/json", "user-agent": `Reachline/${site.version}` },
    })
  return once().catch((error: FetchError) => {
    // A server may close a kept connection in the moment in which it is used: that is no answer, nor a failure.
    if (error.code === "ECONNRESET") return once()
    throw error
  })
}

function targetOf({ status, headers }: Response, from: URL): URL {
  if (![301, 302, 307, 308].includes(status)) {
    throw new RemoteError(`answers ${status}`, secondsOf(headers.get("retry-after")))
  }
  const location = headers.get("location")
  if (!location || !URL.canParse(location, from)) {
    throw new RemoteError(`answers ${status} without an address to go to (Location)`)
  }
  const to = new URL(location, from)
  if (to.host !== from.host) throw new RemoteError(`redirects to another host, ${to.host}`)
  if (to.protocol !== from.protocol && to.protocol !== "https:") {
    throw new RemoteError(`redirects to ${to.protocol}`)
  }
  return to
}

/**
 * Retry-After has seconds or a date, which begins with a weekday (RFC 9110, 10.2.3 and 5.6.7); `Date.parse` alone
 * takes "-1" for a date. Undefined where it names no time to come.
 */
function secondsOf(retryAfter: string | null): number | undefined {
  const text = retryAfter ?? ""
  let seconds = 0
  if (/^\d+$/.test(text)) seconds = Number(text)
  else if (/^[A-Z][a-z]{2}/.test(text)) seconds = Math.ceil((Date.parse(text) - Date.now()) / 1000)
  return seconds > 0 ? Math.min(seconds, limits.retryAfter) : undefined
}

/** Keeps connections open between requests, whichever page or function asks. */
function agentFor({ protocol }: URL): Agent {
  const options = { keepAlive: true, maxSockets: limits.connections }
  return oncePerProcess(`agent-${protocol}`, () =>
    protocol === "https:" ? new SecureAgent(options) : new Agent(options),
  )
}
