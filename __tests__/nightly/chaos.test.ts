import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { type FaultName, faults, removeDisk, smallDisk, type Victim } from "../support/chaos/faults"
import { isBusy, Journal, maxRecoveryMs } from "../support/chaos/journal"
import { reportOf } from "../support/chaos/report"
import { Savers } from "../support/chaos/savers"
import { createVisitor } from "../support/chaos/visitor"
import { temporaryDirectory } from "../support/inputs/data-directory"
import { randomFrom } from "../support/inputs/random"
import { isShort, seed } from "../support/jest/nightly"
import { type Dashboard, startDashboard } from "../support/servers/dashboard"
import { minutes } from "../support/servers/running"
import { type RunningHost, startSiteHost } from "../support/servers/servers"
import { reachline } from "../support/servers/sites"

const durationMs = minutes(isShort ? 0.4 : 20)
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
  `under faults every response is correct or an expected error, and no saved audience is lost (seed ${seed})`,
  async () => {
    mkdirSync(join(disk ?? directory, "data"), { recursive: true })
    const journal = new Journal(host.url)
    const visit = await createVisitor(journal, random)
    const teams = new Savers(journal, random)
    while (teams.audiences.length < 3) await teams.save()

    let isOver = false
    const repeat = async (journey: () => Promise<unknown>) => {
      while (!isOver) {
        await journey()
        await wait(random.between(0, 20))
      }
    }
    const save = () => teams.save()
    const read = () => teams.read()
    const live = async () => {
      const id = random.oneOf(["grid", "has", "subgrid", "popover", "dialog"])
      const reply = await journal.request(`/api/features/${id}/live?${random.next()}`)
      journal.judge("live", id, reply, () => {
        const { status, id: responseId } =
          reply.status === 200 ? JSON.parse(reply.text) : { status: reply.text, id: "" }
        return responseId === id && ["available", "failed"].includes(status)
          ? undefined
          : `${reply.status}: ${responseId} ${status}`
      })
    }
    const journeys = [visit, visit, visit, save, save, read, read, live].map(repeat)

    const victim: Victim = { host, data: join(disk ?? directory, "data"), disk, dashboard, random }
    const names = (Object.keys(faults) as FaultName[]).filter(
      (name) => disk !== undefined || name !== "the disk is full",
    )
    const measureRecoveryMs = async (): Promise<number> => {
      const ended = Date.now()
      let lastStatuses: number[] = []
      while (Date.now() - ended < 2 * maxRecoveryMs) {
        const paths = ["/features/grid", "/page-data/features/grid/page-data.json", "/api/features/grid"]
        const uncached = paths.map((path) => `${path}?utm_source=${random.next()}`)
        const saved = teams.audiences.map(({ slug }) => `/api/audiences/${slug}`).slice(0, 1)
        const replies = await Promise.all([...uncached, ...saved].map((path) => journal.request(path)))
        lastStatuses = replies.map(({ status }) => status)
        // A short run accepts the response “Busy. Try again.” (503), because other load on the machine may overload the
        // host.
        if (replies.every((reply) => reply.status === 200 || (isShort && isBusy(reply))))
          return Date.now() - ended
        await wait(50)
      }
      journal.wrong.push(`no recovery, statuses ${lastStatuses}:\n${host.output().slice(-2_000)}`)
      return Number.POSITIVE_INFINITY
    }
    const runFault = async (fault: FaultName) => {
      const episode = { fault, from: Date.now(), to: Number.POSITIVE_INFINITY }
      journal.episodes.push(episode)
      const timeMs = random.between(300, Math.min(4_000, durationMs / 20))
      const end = await faults[fault](victim, timeMs)
      await wait(timeMs)
      await end()
      episode.to = Date.now()
      Object.assign(episode, { recoveryMs: await measureRecoveryMs() })
    }
    // Each fault occurs at least once. Random faults follow.
    const remaining = random.shuffled(names)
    while (Date.now() - journal.started < durationMs || remaining.length > 0) {
      await wait(random.between(0, Math.min(5_000, durationMs / 30)))
      await runFault(remaining.pop() ?? random.oneOf(names))
    }
    isOver = true
    await Promise.all(journeys)

    const lost = await teams.lost()
    const saves = teams.audiences.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    const skipped =
      disk === undefined ? ["Skipped “the disk is full”: only root can mount a small disk."] : []
    console.log(reportOf(journal, { seed, lost, saves, skipped }))
    expect([journal.wrong.slice(0, 20), lost]).toEqual([[], []])
    expect(
      Math.max(...journal.episodes.map(({ recoveryMs = Number.POSITIVE_INFINITY }) => recoveryMs)),
    ).toBeLessThan(maxRecoveryMs)
    const correct = [...journal.counts.values()].map((verdicts) => verdicts.get("correct") ?? 0)
    expect(Math.min(...correct)).toBeGreaterThan(10)
  },
  durationMs + minutes(3),
)
