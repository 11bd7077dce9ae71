import { randomFrom } from "../support/inputs/random"
import { isShort, seed } from "../support/jest/nightly"
import { describeActions, type Fault, randomWalk, shorten } from "../support/random-walk/walk"
import { minutes, runInChromium } from "../support/servers/running"
import { startSiteHost } from "../support/servers/servers"
import { fixture } from "../support/servers/sites"

const count = Number(process.env.ACTIONS || (isShort ? 200 : 500))
const maxWalkMs = minutes(isShort ? 0.7 : 3)
/** The time for shortening all walks that break a rule. */
const shorteningMs = minutes(isShort ? 0.3 : 1)

// The host runs one worker, because the pages of the fixture keep their data in memory.
const running = runInChromium(() => startSiteHost(fixture, { WEB_CONCURRENCY: "1", LOG_LEVEL: "error" }))

test(
  `a walk of ${count} random actions shows and requests only what the rules of hydration allow (seed ${seed})`,
  async () => {
    const setting = { browser: running.browser, url: running.site.url }
    const started = performance.now()
    const walked = await randomWalk(setting, randomFrom(seed), count, Date.now() + maxWalkMs)
    const seconds = Math.round((performance.now() - started) / 1_000)
    const { actions, faults } = walked
    console.log(`Seed ${seed}: ${actions.length} actions in ${seconds} s, ${faults.length} faults.`)
    const rules = [...new Set(faults.map(({ invariant }) => invariant))]
    const reports: string[] = []
    for (const rule of rules) {
      const broken = faults.filter(({ invariant }) => invariant === rule)
      const shortest = await shorten(setting, walked, broken[0] as Fault, shorteningMs / rules.length)
      reports.push(reportOf(broken) + describeActions(shortest.start, shortest.actions))
    }
    if (reports.length > 0) throw new Error(`SEED=${seed} repeats this walk.\n\n${reports.join("\n\n")}`)
    expect(actions.length).toBeGreaterThan(count / 4)
  },
  maxWalkMs + shorteningMs + minutes(3),
)

const reportOf = (broken: readonly Fault[]) => {
  const examples = broken
    .slice(0, 3)
    .map(({ index, detail }) => `  Action ${index + 1}: ${detail.slice(0, 300)}`)
  return `Broken ${broken.length} times: ${broken[0]?.invariant}\n${examples.join("\n")}\n  Repeat with:\n`
}
