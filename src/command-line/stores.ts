import readStorageConfiguration from "../storage/configuration"
import { type AudienceDraft, SavedAudiences } from "../storage/saved-audiences"
import { openStorage } from "../storage/storage"
import { CommandError } from "./command-error"

/** What a save changes: visits, and what else is named. */
export interface AudienceChange extends Pick<AudienceDraft, "visits"> {
  name: string | undefined
  listed: boolean | undefined
}

/** Where audiences are saved. Every method throws CommandError where it is refused. */
export interface AudienceStore {
  create(draft: AudienceDraft): Promise<{ slug: string; url: string; editKey: string }>
  replace(slug: string, editKey: string, change: AudienceChange): Promise<void>
  close(): Promise<void>
}

export function openDatabase(env: NodeJS.ProcessEnv): AudienceStore {
  requireConfiguration(env)
  const storage = openStorage(env)
  const audiences = new SavedAudiences(storage)
  return {
    async create(draft) {
      const { slug, editKey } = await audiences.create(draft)
      return { slug, editKey, url: `/audiences/${slug}` }
    },
    async replace(slug, editKey, { name, listed, visits }) {
      if (!(await audiences.isKey(slug, editKey))) throw noSuchAudience(slug)
      const saved = await audiences.find(slug)
      if (!saved) throw noSuchAudience(slug)
      const revision = await audiences.update(slug, saved.revision, {
        name: name ?? saved.name,
        listed: listed ?? saved.listed,
        visits,
      })
      if (revision === "stale") throw changedMeanwhile(slug)
    },
    close: () => storage.close(),
  }
}

/** The storage itself would call a wrong variable an outage. */
function requireConfiguration(env: NodeJS.ProcessEnv): void {
  try {
    readStorageConfiguration(env)
  } catch (error) {
    throw new CommandError((error as Error).message)
  }
}

/**
 * A running site, through its JSON API.
 * @param patience milliseconds for each answer
 */
export function openSite(url: string, patience = 30_000): AudienceStore {
  const site = url.replace(/(?<!\/)\/+$/, "")

  async function send(path: string, method: string, headers: Record<string, string>, body?: object) {
    const { default: fetch } = await import("node-fetch")
    const endpoint = `/api/audiences${path}`
    const target = new URL(site + endpoint)
    try {
      const answer = await fetch(target, {
        method,
        // Followed, a POST would become a GET, and the key go to whoever answers there.
        redirect: "manual",
        signal: AbortSignal.timeout(patience),
        // An answer that is compressed on its way may have a weaker ETag.
        compress: false,
        headers: body ? { ...headers, "content-type": "application/json" } : headers,
        body: body ? JSON.stringify(body) : null,
      })
      const location = answer.headers.get("location")
      if (answer.status >= 300 && answer.status < 400 && location)
        throw moved(new URL(location, target), endpoint)
      const { status, ok } = answer
      return { status, ok, headers: answer.headers, body: parseJson(await answer.text()) }
    } catch (error) {
      if (error instanceof CommandError) throw error
      throw noAnswer(target, method, error as NodeJS.ErrnoException)
    }
  }

  return {
    async create({ name, listed, visits: { browsers, unknown } }) {
      const answer = await send("", "POST", {}, { name, listed, browsers, unknown })
      if (answer.status !== 201 || !answer.body) throw refusal(answer)
      return answer.body as { slug: string; url: string; editKey: string }
    },
    async replace(slug, editKey, { name, listed, visits: { browsers, unknown } }) {
      const path = `/${encodeURIComponent(slug)}`
      const current = await send(`${path}?history=no`, "GET", {})
      if (current.status === 404) throw noSuchAudience(slug)
      if (!current.ok) throw refusal(current)
      const headers = { authorization: `Bearer ${editKey}`, "if-match": current.headers.get("etag") ?? "" }
      const answer = await send(path, "PUT", headers, { name, listed, browsers, unknown })
      if (answer.status === 412) throw changedMeanwhile(slug)
      if (!answer.ok) throw refusal(answer)
    },
    close: async () => undefined,
  }
}

/** Of a site that is reached at another address: by https, say, or with www. */
function moved({ origin, pathname, search }: URL, endpoint: string): CommandError {
  const path = pathname + search
  return new CommandError(
    path.endsWith(endpoint)
      ? `The site is at ${origin}${path.slice(0, -endpoint.length)}: give that as --url.`
      : `The site leads to ${origin}${pathname}, which is no part of its API: give its own address as --url.`,
    2,
  )
}

function noAnswer({ origin }: URL, method: string, { name, code }: NodeJS.ErrnoException): CommandError {
  const how =
    name === "AbortError" || name === "TimeoutError" ? "does not answer in time" : `does not answer (${code})`
  const perhaps =
    method === "GET" || neverConnected.has(code ?? "")
      ? ""
      : " It may have saved this all the same: look before you run it again."
  return new CommandError(`${origin} ${how}.${perhaps}`)
}

/** Errors before anything was sent. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function noSuchAudience(slug: string): CommandError {
  return new CommandError(`There is no audience ${slug} that this key may change.`)
}

function changedMeanwhile(slug: string): CommandError {
  return new CommandError(`Somebody else saved ${slug} at the same moment: run the command again.`)
}

/** The reason that a site gives, by RFC 9457 where it follows it. */
function refusal({ status, headers, body }: Answer): CommandError {
  const { detail } = (body ?? {}) as { detail?: string }
  const retry = headers.get("retry-after")
  return new CommandError(
    `The site answered ${status}${detail ? `: ${detail}` : "."}${retry ? ` Try again in ${retry} s.` : ""}`,
  )
}

interface Answer {
  status: number
  headers: { get(name: string): string | null }
  /** Undefined where it was no JSON. */
  body: unknown
}
