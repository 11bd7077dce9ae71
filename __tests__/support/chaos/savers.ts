import { setTimeout as wait } from "node:timers/promises"
import type { Random } from "../random"
import { type Journal, recovery } from "./journal"

type Kept = {
  id: string
  slug: string
  key: string
  /** The newest revision that was acknowledged, and the newest that was sent. */
  acknowledged: number
  sent: number
  /** An answer did not come, or was an error: whether its revision is there has to be asked. */
  unsure: boolean
}

const most = 60

/** Each revision tells its number twice: in the name, and in the reach of :has(), which Chrome has since 105. */
const bodyOf = (id: string, revision: number) =>
  JSON.stringify({
    name: nameOf(id, revision),
    browsers: { chrome: { "100": revision, "120": 100_000 - revision } },
  })
const nameOf = (id: string, revision: number) => `Chaos ${id} revision ${revision}`
const reachOf = (revision: number) => Math.round((1 - revision / 100_000) * 1e9) / 1e9

/** Teams that save audiences and read them again: what was acknowledged is there, and no answer mixes two revisions. */
export function savers(journal: Journal, random: Random) {
  const kept: Kept[] = []
  const jsonOf = (headers = {}) => ({ "content-type": "application/json", ...headers })
  let created = 0

  async function create() {
    const id = `n${++created}`
    const reply = await journal.ask("/api/audiences", {
      method: "POST",
      headers: jsonOf(),
      body: bodyOf(id, 1),
    })
    const verdict = journal.judge("saves", "a new audience", reply, () =>
      reply.status === 201 ? undefined : `${reply.status} ${reply.text.slice(0, 200)}`,
    )
    if (verdict !== "right") return
    const { slug, editKey } = JSON.parse(reply.text)
    kept.push({ id, slug, key: editKey, acknowledged: 1, sent: 1, unsure: false })
  }

  async function change(audience: Kept) {
    const { id, slug, key } = audience
    const revision = audience.acknowledged + 1
    audience.sent = revision
    const reply = await journal.ask(`/api/audiences/${slug}`, {
      method: "PUT",
      headers: jsonOf({ authorization: `Bearer ${key}`, "if-match": `"${audience.acknowledged}"` }),
      body: bodyOf(id, revision),
    })
    // A write that the database lost its file under is tried again, and meets itself.
    const mayMeetItself = journal.during(reply.sent).includes("the database is gone")
    const verdict = journal.judge("saves", `revision ${revision} of ${slug}`, reply, () =>
      reply.status === 200 || (reply.status === 412 && mayMeetItself)
        ? undefined
        : `${reply.status} ${reply.text.slice(0, 200)}`,
    )
    if (verdict === "right" && reply.status === 200) audience.acknowledged = revision
    else audience.unsure = true
  }

  async function read(audience: Kept) {
    const { id, slug, acknowledged } = audience
    const path = random.oneOf([
      `/api/audiences/${slug}`,
      `/api/features/has?audience=${slug}`,
      `/features/has?audience=${slug}`,
      `/audiences/${slug}`,
      `/page-data/features/grid/page-data.json?audience=${slug}`,
    ])
    const reply = await journal.ask(path)
    // A Link's page data is 200, with the outcome in it.
    const outcome = reply.headers["x-page-status"]
    const seen =
      outcome === undefined
        ? reply
        : { ...reply, status: Number(outcome), headers: { ...reply.headers, "retry-after": "in it" } }
    return journal.judge("saved audiences", path, seen, () => {
      if (seen.status !== 200) return `${seen.status} ${reply.text.slice(0, 200)}`
      const revisions = [...reply.text.matchAll(new RegExp(`Chaos ${id} revision (\\d+)`, "g"))].map(
        ([, number]) => Number(number),
      )
      const [revision = 0, ...others] = new Set(revisions)
      if (others.length > 0) return `revisions ${revision}, ${others} in one answer`
      if (revision < acknowledged || revision > audience.sent) {
        return `revision ${revision}, where ${acknowledged} was acknowledged and ${audience.sent} sent`
      }
      const reach = path.startsWith("/api/features/") ? JSON.parse(reply.text).reach : reachOf(revision)
      return reach === reachOf(revision)
        ? undefined
        : `the name of revision ${revision} with a reach of ${reach}`
    })
  }

  /** Asks which revision is there, after an answer that left it open. False where that cannot be told now. */
  async function settle(audience: Kept): Promise<boolean> {
    const { slug, acknowledged, sent } = audience
    const reply = await journal.ask(`/api/audiences/${slug}`)
    const verdict = journal.judge("saved audiences", `/api/audiences/${slug}`, reply, () => {
      const { revision } =
        reply.status === 200 ? JSON.parse(reply.text) : { revision: `none (${reply.status})` }
      return revision === acknowledged || revision === sent
        ? undefined
        : `revision ${revision}, where ${acknowledged} was acknowledged and ${sent} sent`
    })
    if (verdict !== "right") return false
    Object.assign(audience, { acknowledged: JSON.parse(reply.text).revision, unsure: false })
    return true
  }

  const busy = new Set<Kept>()
  return {
    kept,
    async save() {
      const free = kept.filter((audience) => !busy.has(audience))
      if (kept.length < 5 || (kept.length < most && random.next() < 0.1)) return create()
      const audience = random.oneOf(free)
      if (!audience) return
      // One writer each, as its team would be.
      busy.add(audience)
      if (!audience.unsure || (await settle(audience))) await change(audience)
      busy.delete(audience)
    },
    async read() {
      const audience = random.oneOf(kept)
      return audience ? read(audience) : undefined
    },
    /** At the end: what of all that was acknowledged is not there. Whoever cannot tell now is asked again. */
    async lost(): Promise<string[]> {
      const gone: string[] = []
      const until = Date.now() + recovery
      for (const { slug, acknowledged, sent } of kept) {
        let reply = await journal.ask(`/api/audiences/${slug}`)
        while (reply.status === 503 && Date.now() < until) {
          await wait(100)
          reply = await journal.ask(`/api/audiences/${slug}`)
        }
        const { status, text } = reply
        const revision = status === 200 ? JSON.parse(text).revision : 0
        if (revision < acknowledged || revision > sent) {
          gone.push(`${slug}: ${status}, revision ${revision} of ${acknowledged}: ${text.slice(0, 100)}`)
        }
      }
      return gone
    },
  }
}
