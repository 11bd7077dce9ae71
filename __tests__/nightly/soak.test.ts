import { isBusy } from "../support/chaos/journal"
import { provideCatalog } from "../support/inputs/catalog"
import { temporaryDirectory } from "../support/inputs/data-directory"
import { randomFrom } from "../support/inputs/random"
import { writeReport } from "../support/inputs/write-report"
import { isShort, seed } from "../support/jest/nightly"
import { minutes, runSite } from "../support/servers/running"
import { startSiteHost } from "../support/servers/servers"
import { reachline } from "../support/servers/sites"
import { Course, sampleOf } from "../support/soak/course"
import { createClient, journeys } from "../support/soak/journeys"

const total = isShort ? 2_000 : 300_000
const connections = 16
/**
 * The maximum memory of the last quarter, divided by the memory of the second quarter. A leak of 1 kB per request would
 * add 150 MB to about 600 MB.
 */
const maxMemoryRatio = 1.15
const maxP99Ratio = 1.2
/** The number of sockets and timers varies with the clients. A leak would add hundreds. */
const maxMoreHandles = 40

const running = runSite(() =>
  startSiteHost(reachline, {
    DATA_DIR: temporaryDirectory(),
    WEB_CONCURRENCY: "2",
    TRUST_PROXY: "true",
    LOG_LEVEL: "error",
  }),
)

test(
  `${total} requests of pages, page data, the API and saves leak neither memory nor handles (seed ${seed})`,
  async () => {
    const { url } = running.site
    const random = randomFrom(seed)
    const features = provideCatalog().features.map(({ id }) => id)
    const steps = journeys(features, random)
    const { send, close } = createClient(Number(new URL(url).port), connections, random)
    const course = new Course()
    const wrong: string[] = []
    // Accepts the response “Busy. Try again.” (503), because other load on the machine may overload the host.
    let busy = 0
    let sent = 0
    const visitor = async () => {
      while (sent < total) {
        const number = ++sent
        const step = steps.next()
        const started = performance.now()
        const { status, text } = await send(step)
        course.addResponse(status, performance.now() - started)
        if (status === 201) steps.addSaved(text)
        if (isBusy({ status, text })) busy++
        else if (status !== step.expected) wrong.push(`${step.path}: ${status} ${text}`)
        if (number % Math.ceil(total / 40) === 0) course.addSample(await sampleOf(url))
      }
    }
    await Promise.all(Array.from({ length: connections }, visitor))
    close()
    console.log(course.toString())
    writeReport("soak", course.toString())

    expect(wrong.slice(0, 20)).toEqual([])
    expect(busy).toBeLessThan(total * (isShort ? 0.5 : 0.01))
    const { resources, handles, open, resident, p99 } = course.compare()
    for (const { settled, end } of [resources, handles, open])
      expect(end).toBeLessThanOrEqual(settled + maxMoreHandles)
    if (isShort) return
    expect(resident.end).toBeLessThanOrEqual(resident.settled * maxMemoryRatio)
    expect(p99.end).toBeLessThanOrEqual(p99.settled * maxP99Ratio)
  },
  minutes(Math.max(3, total / 4_000)),
)
