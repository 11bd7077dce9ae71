import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { type FaultName, faults, removeDisk, smallDisk, type Victim } from "../support/chaos/faults"
import { isBusy, Journal, recovery } from "../support/chaos/journal"
import { knownAnswers } from "../support/chaos/known-answers"
import { reportOf } from "../support/chaos/report"
import { savers } from "../support/chaos/savers"
import { type Dashboard, startDashboard } from "../support/dashboard"
import { temporaryDirectory } from "../support/data-directory"
import { isShort, seed } from "../support/nightly"
import { randomFrom } from "../support/random"
import { minutes } from "../support/running"
import { type RunningHost, startSiteHost } from "../support/servers"
import { reachline } from "../support/sites"

const duration = minutes(isShort ? 0.4 : 20)
const random = randomFrom(seed)

const directory = temporaryDirectory()
let disk: string | undefined
let host: RunningHost
let dashboard: Dashboard

beforeAll(async () => {
  disk = smallDisk(48)
  dashboard = await startDashboard()
  host = await startSiteHost(reachline, {
    DATA_DIR: join(disk ?? directory, "data"),
    WEB_CONCURRENCY: "2",
    TRUST_PROXY: "true",
    WEBSTATUS_URL: dashboard.url,
    LOG_LEVEL: "error",
  })
}, minutes(10))
afterAll(async () => {
  await host?.stop()
  await dashboard?.close()
  removeDisk(disk)
})

test(
  `under faults every answer is right or an honest error, and nothing that was saved is lost (seed ${seed})`,
  async () => {
    mkdirSync(join(disk ?? directory, "data"), { recursive: true })
    const journal = new Journal(host.url)
    const visit = await knownAnswers(journal, random)
    const teams = savers(journal, random)
    while (teams.kept.length < 3) await teams.save()

    let over = false
    const again = async (journey: () => Promise<unknown>) => {
      while (!over) {
        await journey()
        await wait(random.between(0, 20))
      }
    }
    const live = async () => {
      const id = random.oneOf(["grid", "has", "subgrid", "popover", "dialog"])
      const reply = await journal.ask(`/api/features/${id}/live?${random.next()}`)
      journal.judge("live", id, reply, () => {
        const { status, id: own } =
          reply.status === 200 ? JSON.parse(reply.text) : { status: reply.text, id: "" }
        return own === id && ["available", "failed"].includes(status)
          ? undefined
          : `${reply.status}: ${own} ${status}`
      })
    }
    const journeys = [visit, visit, visit, teams.save, teams.save, teams.read, teams.read, live].map(again)

    const victim: Victim = { host, data: join(disk ?? directory, "data"), disk, dashboard, random }
    const names = (Object.keys(faults) as FaultName[]).filter(
      (name) => disk !== undefined || name !== "the disk is full",
    )
    /** Milliseconds until pages, their data, the API, saves and saved audiences are right again. */
    const recovered = async (): Promise<number> => {
      const ended = Date.now()
      let last: number[] = []
      while (Date.now() - ended < 2 * recovery) {
        const paths = ["/features/grid", "/page-data/features/grid/page-data.json", "/api/features/grid"]
        const unseen = paths.map((path) => `${path}?utm_source=${random.next()}`)
        const saved = teams.kept.map(({ slug }) => `/api/audiences/${slug}`).slice(0, 1)
        const replies = await Promise.all([...unseen, ...saved].map((path) => journal.ask(path)))
        last = replies.map(({ status }) => status)
        // A machine that has other things to do is no fault of ours: “Busy” is said soon, and is honest. A long run
        // is for a machine that has none.
        if (replies.every((reply) => reply.status === 200 || (isShort && isBusy(reply))))
          return Date.now() - ended
        await wait(50)
      }
      journal.wrong.push(`no recovery, but ${last}:\n${host.output().slice(-2_000)}`)
      return Number.POSITIVE_INFINITY
    }
    const strike = async (fault: FaultName) => {
      const episode = { fault, from: Date.now(), to: Number.POSITIVE_INFINITY }
      journal.episodes.push(episode)
      const time = random.between(300, Math.min(4_000, duration / 20))
      const end = await faults[fault](victim, time)
      await wait(time)
      await end()
      episode.to = Date.now()
      Object.assign(episode, { recovered: await recovered() })
    }
    // Each of them at least once, and then any.
    const first = random.shuffled(names)
    while (Date.now() - journal.started < duration || first.length > 0) {
      await wait(random.between(0, Math.min(5_000, duration / 30)))
      await strike(first.pop() ?? random.oneOf(names))
    }
    over = true
    await Promise.all(journeys)

    const lost = await teams.lost()
    const saves = teams.kept.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    const skipped =
      disk === undefined ? ["The disk is not filled: that takes a root user, who may mount a small one."] : []
    console.log(reportOf(journal, { seed, lost, saves, skipped }))
    expect([journal.wrong.slice(0, 20), lost]).toEqual([[], []])
    expect(
      Math.max(...journal.episodes.map(({ recovered = Number.POSITIVE_INFINITY }) => recovered)),
    ).toBeLessThan(recovery)
    const right = [...journal.counts.values()].map((verdicts) => verdicts.get("right") ?? 0)
    expect(Math.min(...right)).toBeGreaterThan(10)
  },
  duration + minutes(3),
)
