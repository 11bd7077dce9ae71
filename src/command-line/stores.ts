import { type AudienceDraft, SavedAudiences } from "#storage/saved-audiences"
import { openStorage } from "#storage/storage"
import readStorageConfiguration from "#storage/storage-configuration"
import { CommandError } from "./command-error"

/** New visits of an audience. A field that is undefined keeps its current value. */
export type AudienceChange = Pick<AudienceDraft, "visits"> & {
  name: string | undefined
  listed: boolean | undefined
}

/** Saves audiences. `create` and `replace` throw CommandError if the store rejects the change. */
export type AudienceStore = {
  create(draft: AudienceDraft): Promise<{ slug: string; url: string; editKey: string }>
  replace(slug: string, editKey: string, change: AudienceChange): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the database that the environment variables specify. @throws CommandError if an environment variable is invalid
 */
export function openDatabase(env: NodeJS.ProcessEnv): AudienceStore {
  validateConfiguration(env)
  const storage = openStorage(env)
  const audiences = new SavedAudiences(storage)
  return {
    async create(draft) {
      const { slug, editKey } = await audiences.create(draft)
      return { slug, editKey, url: `/audiences/${slug}` }
    },
    async replace(slug, editKey, { name, listed, visits }) {
      if (!(await audiences.isEditKey(slug, editKey))) throw noSuchAudience(slug)
      const saved = await audiences.find(slug)
      if (!saved) throw noSuchAudience(slug)
      const revision = await audiences.update(slug, saved.revision, {
        name: name ?? saved.name,
        listed: listed ?? saved.listed,
        visits,
      })
      if (revision === "stale") throw conflict(slug)
    },
    close: () => storage.close(),
  }
}

/**
 * Reports an invalid environment variable by its name. Without this check, `openStorage` would report that the database
 * is unavailable.
 */
function validateConfiguration(env: NodeJS.ProcessEnv): void {
  try {
    readStorageConfiguration(env)
  } catch (error) {
    throw new CommandError((error as Error).message)
  }
}

/** Returns a store that saves audiences through the JSON API of a running site. `timeoutMs` limits each request. */
export function openSite(url: string, timeoutMs = 30_000): AudienceStore {
  const site = url.replace(/(?<!\/)\/+$/, "")

  async function send(path: string, method: string, headers: Record<string, string>, body?: object) {
    const { default: fetch } = await import("node-fetch")
    const endpoint = `/api/audiences${path}`
    const target = new URL(site + endpoint)
    try {
      const response = await fetch(target, {
        method,
        // Redirects are not followed, because a redirect can turn POST into GET and send the edit key to another
        // server.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        // A proxy that compresses the response may weaken the ETag.
        compress: false,
        headers: body ? { ...headers, "content-type": "application/json" } : headers,
        body: body ? JSON.stringify(body) : null,
      })
      const { status, ok, headers: responseHeaders } = response
      const location = responseHeaders.get("location")
      if (status >= 300 && status < 400 && location) throw redirected(new URL(location, target), endpoint)
      return { status, ok, headers: responseHeaders, body: parseJson(await response.text()) }
    } catch (error) {
      if (error instanceof CommandError) throw error
      throw requestFailed(target, method, timeoutMs, error as NodeJS.ErrnoException)
    }
  }

  return {
    async create({ name, listed, visits: { browsers, unknown, lowerBounds } }) {
      const response = await send("", "POST", {}, { name, listed, browsers, unknown, lowerBounds })
      if (response.status !== 201 || !response.body) throw rejected(response)
      return response.body as { slug: string; url: string; editKey: string }
    },
    async replace(slug, editKey, { name, listed, visits: { browsers, unknown, lowerBounds } }) {
      const path = `/${encodeURIComponent(slug)}`
      const current = await send(`${path}?history=no`, "GET", {})
      if (current.status === 404) throw noSuchAudience(slug)
      if (!current.ok) throw rejected(current)
      const headers = { authorization: `Bearer ${editKey}`, "if-match": current.headers.get("etag") ?? "" }
      const response = await send(path, "PUT", headers, { name, listed, browsers, unknown, lowerBounds })
      if (response.status === 412) throw conflict(slug)
      if (!response.ok) throw rejected(response)
    },
    close: async () => undefined,
  }
}

/**
 * Returns the error for a redirect. If the redirect leads to the same endpoint, the error contains the new address of
 * the site, such as an address with https or www.
 */
function redirected({ origin, pathname, search }: URL, endpoint: string): CommandError {
  const path = pathname + search
  return new CommandError(
    path.endsWith(endpoint)
      ? `The site has moved to ${origin}${path.slice(0, -endpoint.length)}. Use this address as --url.`
      : `The site redirects to ${origin}${pathname}, which is not its API. Use the address of the site itself as --url.`,
    2,
  )
}

function requestFailed(
  { origin }: URL,
  method: string,
  timeoutMs: number,
  { name, code }: NodeJS.ErrnoException,
): CommandError {
  const isTimeout = name === "AbortError" || name === "TimeoutError"
  const reason = isTimeout
    ? `${origin} did not respond within ${timeoutMs / 1_000} s.`
    : `The connection to ${origin} failed (${code}).`
  const mayHaveSaved = method !== "GET" && !errorsBeforeSending.has(code ?? "")
  return new CommandError(
    mayHaveSaved ? `${reason} The audience may have been saved. Check before you retry.` : reason,
  )
}

const errorsBeforeSending = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function noSuchAudience(slug: string): CommandError {
  return new CommandError(`The audience ${slug} does not exist, or this is not its edit key.`)
}

function conflict(slug: string): CommandError {
  return new CommandError(`Another client changed ${slug} at the same time. Run the command again.`)
}

function rejected({ status, headers, body }: SiteResponse): CommandError {
  const { detail } = (body ?? {}) as { detail?: string }
  const retry = headers.get("retry-after")
  return new CommandError(
    `The site responded with status ${status}${detail ? `: ${detail}` : "."}${retry ? ` Try again in ${retry} s.` : ""}`,
  )
}

type SiteResponse = {
  status: number
  headers: { get(name: string): string | null }
  body: unknown
}
