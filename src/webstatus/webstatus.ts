import { oncePerProcess } from "../catalog/once"
import { type BreakerOptions, breaking } from "./breaker"
import { readWebstatusUrl } from "./configuration"
import { type FeatureStatus, parseFeatureStatus } from "./feature-status"
import { getJson } from "./get-json"
import { createMetrics } from "./metrics"

/** Why there is nothing: it is turned off, the dashboard does not know the feature, or it does not answer properly. */
export type Missing = "off" | "unknown" | "failed"

/** The Web Platform Dashboard, by the id of a feature. Never rejects. */
export type Webstatus = (id: string) => Promise<FeatureStatus | Missing>

export type WebstatusOptions = Pick<BreakerOptions, "failures" | "rest"> & {
  /** Takes a line for each time that the remote stops or starts to work. Left out: JSON on stderr. */
  log?(message: string): void
}

/** The dashboard that `WEBSTATUS_URL` names, with one breaker for the whole process. */
export function webstatus(): Webstatus {
  return oncePerProcess("webstatus", () => {
    try {
      return createWebstatus(readWebstatusUrl(globalThis.process.env))
    } catch (error) {
      logToStderr(`${(error as Error).message} It counts as “off”.`)
      return createWebstatus(undefined)
    }
  })
}

/** @param url of the API; undefined where it is turned off */
export function createWebstatus(
  url: URL | undefined,
  { log = logToStderr, ...options }: WebstatusOptions = {},
): Webstatus {
  if (!url) return async () => "off"
  const metrics = oncePerProcess("webstatus-metrics", createMetrics)
  // Its path is set, not resolved: one that begins with two slashes would name another host.
  const base = new URL(url)
  base.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, "")}/v1/features/`

  async function ask(id: string): Promise<FeatureStatus | "unknown"> {
    const answer = await getJson(new URL(encodeURIComponent(id), base))
    return answer === undefined ? "unknown" : parseFeatureStatus(answer)
  }
  const breaker = breaking((id) => metrics.time(() => ask(id)), {
    ...options,
    onChange(change) {
      metrics.setBroken(change.opened)
      const said = change.opened ? `is left alone for a while: ${reasonOf(change.error)}.` : "works again."
      log(`The Web Platform Dashboard at ${url.origin} ${said}`)
    },
  })
  breaker.on("success", (answer) => metrics.count(answer === "unknown" ? "unknown" : "found"))
  breaker.on("failure", () => metrics.count("failed"))
  breaker.on("reject", () => metrics.count("refused"))
  return (id) => breaker.fire(id).catch(() => "failed")
}

function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) }
  return [name, message]
    .filter(Boolean)
    .join(": ")
    .slice(0, 300)
    .replace(/(?<!\.)\.+$/, "")
}

function logToStderr(message: string): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level: "warn", message })}\n`)
}
