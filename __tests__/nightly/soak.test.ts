import { provideCatalog } from "../support/catalog"
import { isBusy } from "../support/chaos/journal"
import { temporaryDirectory } from "../support/data-directory"
import { keepReport } from "../support/kept-report"
import { isShort, seed } from "../support/nightly"
import { randomFrom } from "../support/random"
import { minutes, runSite } from "../support/running"
import { startSiteHost } from "../support/servers"
import { reachline } from "../support/sites"
import { Course, sampleOf } from "../support/soak/course"
import { client, journeys } from "../support/soak/journeys"

const total = isShort ? 2_000 : 300_000
const connections = 16
/** Of the second quarter of the run; a leak of 1 kB a request would be 150 MB more of some 600. */
const mayGrowBy = 1.15
const maySlowBy = 1.2
/** Sockets and timers come and go with the clients; a leak has hundreds of them more. */
const moreKept = 40

const running = runSite(() =>
  startSiteHost(reachline, {
    DATA_DIR: temporaryDirectory(),
    WEB_CONCURRENCY: "2",
    TRUST_PROXY: "true",
    LOG_LEVEL: "error",
  }),
)

test(
  `${total} requests of pages, their data, the API and saves leave nothing behind (seed ${seed})`,
  async () => {
    const { url } = running.site
    const random = randomFrom(seed)
    const features = provideCatalog().features.map(({ id }) => id)
    const steps = journeys(features, random)
    const { ask, close } = client(Number(new URL(url).port), connections, random)
    const course = new Course()
    const wrong: string[] = []
    /** Honest on a machine that has other things to do; what this run is about are the other answers. */
    let busy = 0
    let sent = 0
    const visitor = async () => {
      while (sent < total) {
        const number = ++sent
        const step = steps.next()
        const asked = performance.now()
        const { status, text } = await ask(step)
        course.answered(status, performance.now() - asked)
        if (status === 201) steps.learn(text)
        if (isBusy({ status, text })) busy++
        else if (status !== step.expected) wrong.push(`${step.path}: ${status} ${text}`)
        if (number % Math.ceil(total / 40) === 0) course.add(await sampleOf(url))
      }
    }
    await Promise.all(Array.from({ length: connections }, visitor))
    close()
    console.log(course.toString())
    keepReport("soak", course.toString())

    expect(wrong.slice(0, 20)).toEqual([])
    expect(busy).toBeLessThan(total * (isShort ? 0.5 : 0.01))
    const { resources, handles, open, resident, p99 } = course.compared()
    for (const { settled, end } of [resources, handles, open])
      expect(end).toBeLessThanOrEqual(settled + moreKept)
    if (isShort) return
    expect(resident.end).toBeLessThanOrEqual(resident.settled * mayGrowBy)
    expect(p99.end).toBeLessThanOrEqual(p99.settled * maySlowBy)
  },
  minutes(Math.max(3, total / 4_000)),
)
