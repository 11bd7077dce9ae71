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

/** The database that an environment names. */
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

/** A running site, through its JSON API. */
export function openSite(url: string): AudienceStore {
  async function send(path: string, method: string, headers: Record<string, string>, body?: object) {
    const { default: fetch } = await import("node-fetch")
    const target = new URL(`${url.replace(/(?<!\/)\/+$/, "")}/api/audiences${path}`)
    try {
      return await fetch(target, {
        method,
        // An answer that is compressed on its way may have a weaker ETag.
        compress: false,
        headers: body ? { ...headers, "content-type": "application/json" } : headers,
        body: body ? JSON.stringify(body) : null,
      })
    } catch (error) {
      throw new CommandError(`${target.origin} does not answer (${(error as NodeJS.ErrnoException).code}).`)
    }
  }

  return {
    async create({ name, listed, visits: { browsers, unknown } }) {
      const answer = await send("", "POST", {}, { name, listed, browsers, unknown })
      if (answer.status !== 201) throw await refusal(answer)
      return (await answer.json()) as { slug: string; url: string; editKey: string }
    },
    async replace(slug, editKey, { name, listed, visits: { browsers, unknown } }) {
      const path = `/${encodeURIComponent(slug)}`
      const current = await send(path, "GET", {})
      if (current.status === 404) throw noSuchAudience(slug)
      if (!current.ok) throw await refusal(current)
      const headers = { authorization: `Bearer ${editKey}`, "if-match": current.headers.get("etag") ?? "" }
      const answer = await send(path, "PUT", headers, { name, listed, browsers, unknown })
      if (answer.status === 412) throw changedMeanwhile(slug)
      if (!answer.ok) throw await refusal(answer)
    },
    close: async () => undefined,
  }
}

function noSuchAudience(slug: string): CommandError {
  return new CommandError(`There is no audience ${slug} that this key may change.`)
}

function changedMeanwhile(slug: string): CommandError {
  return new CommandError(`Somebody else saved ${slug} at the same moment: run the command again.`)
}

/** The reason that a site gives, by RFC 9457 where it follows it. */
async function refusal(answer: {
  status: number
  headers: { get(name: string): string | null }
  json(): Promise<unknown>
}): Promise<CommandError> {
  const problem = (await answer.json().catch(() => undefined)) as { detail?: string } | undefined
  const retry = answer.headers.get("retry-after")
  return new CommandError(
    `The site answered ${answer.status}${problem?.detail ? `: ${problem.detail}` : "."}${retry ? ` Try again in ${retry} s.` : ""}`,
  )
}
