import { setTimeout as wait } from "node:timers/promises"
import type { Random } from "../inputs/random"
import { type Journal, maxRecoveryMs } from "./journal"

type Audience = {
  id: string
  slug: string
  key: string
  acknowledged: number
  sent: number
  /** Whether the database may contain the newest revision although the server did not acknowledge it. */
  isUnsure: boolean
}

const maxAudiences = 60

/**
 * Both the name and the visits contain the number of the revision. The reach of :has() (since Chrome 105) identifies
 * the visits.
 */
const bodyOf = (id: string, revision: number) =>
  JSON.stringify({
    name: nameOf(id, revision),
    browsers: { chrome: { "100": revision, "120": 100_000 - revision } },
  })
const nameOf = (id: string, revision: number) => `Chaos ${id} revision ${revision}`
const reachOf = (revision: number) => Math.round((1 - revision / 100_000) * 1e9) / 1e9

const jsonHeaders = (headers = {}) => ({ "content-type": "application/json", ...headers })

/** Teams that save and read audiences, and check that no save is lost and no response mixes two revisions. */
export class Savers {
  readonly audiences: Audience[] = []
  readonly #journal: Journal
  readonly #random: Random
  readonly #busy = new Set<Audience>()
  #created = 0

  constructor(journal: Journal, random: Random) {
    this.#journal = journal
    this.#random = random
  }

  async save() {
    const free = this.audiences.filter((audience) => !this.#busy.has(audience))
    if (this.audiences.length < 5 || (this.audiences.length < maxAudiences && this.#random.next() < 0.1))
      return this.#create()
    const audience = this.#random.oneOf(free)
    if (!audience) return
    this.#busy.add(audience)
    if (!audience.isUnsure || (await this.#resolveUnsure(audience))) await this.#change(audience)
    this.#busy.delete(audience)
  }

  async read() {
    const audience = this.#random.oneOf(this.audiences)
    return audience ? this.#read(audience) : undefined
  }

  /** Describes the audiences whose acknowledged revision is missing. Retries while the database is unavailable. */
  async lost(): Promise<string[]> {
    const lost: string[] = []
    const end = Date.now() + maxRecoveryMs
    for (const { slug, acknowledged, sent } of this.audiences) {
      let reply = await this.#journal.request(`/api/audiences/${slug}`)
      while (reply.status === 503 && Date.now() < end) {
        await wait(100)
        reply = await this.#journal.request(`/api/audiences/${slug}`)
      }
      const { status, text } = reply
      const revision = status === 200 ? JSON.parse(text).revision : 0
      if (revision < acknowledged || revision > sent) {
        lost.push(`${slug}: ${status}, revision ${revision} of ${acknowledged}: ${text.slice(0, 100)}`)
      }
    }
    return lost
  }

  async #create() {
    const id = `n${++this.#created}`
    const reply = await this.#journal.request("/api/audiences", {
      method: "POST",
      headers: jsonHeaders(),
      body: bodyOf(id, 1),
    })
    const verdict = this.#journal.judge("saves", "a new audience", reply, () =>
      reply.status === 201 ? undefined : `${reply.status} ${reply.text.slice(0, 200)}`,
    )
    if (verdict !== "correct") return
    const { slug, editKey } = JSON.parse(reply.text)
    this.audiences.push({ id, slug, key: editKey, acknowledged: 1, sent: 1, isUnsure: false })
  }

  async #change(audience: Audience) {
    const { id, slug, key } = audience
    const revision = audience.acknowledged + 1
    audience.sent = revision
    const reply = await this.#journal.request(`/api/audiences/${slug}`, {
      method: "PUT",
      headers: jsonHeaders({ authorization: `Bearer ${key}`, "if-match": `"${audience.acknowledged}"` }),
      body: bodyOf(id, revision),
    })
    // If the database file is removed during a write, the host retries the write. If the first attempt was saved after
    // all, the retry gets 412.
    const mayFindItself = this.#journal.during(reply.sent).includes("the database is gone")
    const verdict = this.#journal.judge("saves", `revision ${revision} of ${slug}`, reply, () =>
      reply.status === 200 || (reply.status === 412 && mayFindItself)
        ? undefined
        : `${reply.status} ${reply.text.slice(0, 200)}`,
    )
    if (verdict === "correct" && reply.status === 200) audience.acknowledged = revision
    else audience.isUnsure = true
  }

  async #read(audience: Audience) {
    const { id, slug, acknowledged } = audience
    const path = this.#random.oneOf([
      `/api/audiences/${slug}`,
      `/api/features/has?audience=${slug}`,
      `/features/has?audience=${slug}`,
      `/audiences/${slug}`,
      `/page-data/features/grid/page-data.json?audience=${slug}`,
    ])
    const reply = await this.#journal.request(path)
    // Page data always has the status 200. The header X-Page-Status contains the status of the page.
    const pageStatus = reply.headers["x-page-status"]
    const response =
      pageStatus === undefined
        ? reply
        : {
            ...reply,
            status: Number(pageStatus),
            headers: { ...reply.headers, "retry-after": "in the body" },
          }
    return this.#journal.judge("saved audiences", path, response, () => {
      if (response.status !== 200) return `${response.status} ${reply.text.slice(0, 200)}`
      const revisions = [...reply.text.matchAll(new RegExp(`Chaos ${id} revision (\\d+)`, "g"))].map(
        ([, number]) => Number(number),
      )
      const [revision = 0, ...others] = new Set(revisions)
      if (others.length > 0) return `revisions ${revision}, ${others} in one response`
      if (revision < acknowledged || revision > audience.sent) {
        return `revision ${revision}, but ${acknowledged} was acknowledged and ${audience.sent} sent`
      }
      const reach = path.startsWith("/api/features/") ? JSON.parse(reply.text).reach : reachOf(revision)
      return reach === reachOf(revision)
        ? undefined
        : `the name of revision ${revision} with a reach of ${reach}`
    })
  }

  async #resolveUnsure(audience: Audience): Promise<boolean> {
    const { slug, acknowledged, sent } = audience
    const reply = await this.#journal.request(`/api/audiences/${slug}`)
    const verdict = this.#journal.judge("saved audiences", `/api/audiences/${slug}`, reply, () => {
      const { revision } =
        reply.status === 200 ? JSON.parse(reply.text) : { revision: `none (${reply.status})` }
      return revision === acknowledged || revision === sent
        ? undefined
        : `revision ${revision}, but ${acknowledged} was acknowledged and ${sent} sent`
    })
    if (verdict !== "correct") return false
    Object.assign(audience, { acknowledged: JSON.parse(reply.text).revision, isUnsure: false })
    return true
  }
}
