import { randomFrom } from "../support/inputs/random"
import { isShort, seed } from "../support/jest/nightly"
import { describeActions, type Fault, randomWalk, shorten } from "../support/random-walk/walk"
import { minutes, runInChromium } from "../support/servers/running"
import { startSiteHost } from "../support/servers/servers"
import { fixture } from "../support/servers/sites"

const count = Number(process.env.ACTIONS || (isShort ? 120 : 500))
const durationMs = minutes(isShort ? 0.8 : 4)
/** Time to shorten the walk to each broken rule. */
const shorteningMs = minutes(isShort ? 0.2 : 0.5)
const maxShortened = 4

// One process, because the pages keep their data in memory.
const running = runInChromium(() => startSiteHost(fixture, { WEB_CONCURRENCY: "1", LOG_LEVEL: "error" }))

test(
  `a walk of ${count} random actions shows and requests only what the rules of hydration allow (seed ${seed})`,
  async () => {
    const setting = { browser: running.browser, url: running.site.url }
    const started = performance.now()
    const walked = await randomWalk(setting, randomFrom(seed), count, Date.now() + durationMs)
    const seconds = Math.round((performance.now() - started) / 1_000)
    console.log(
      `Seed ${seed}: ${walked.actions.length} actions in ${seconds} s, ${walked.faults.length} faults.`,
    )
    const names = [...new Set(walked.faults.map(({ invariant }) => invariant))]
    const reports: string[] = []
    for (const [index, name] of names.entries()) {
      const [fault, ...others] = walked.faults.filter(({ invariant }) => invariant === name)
      if (!fault) continue
      const { start, actions } =
        index < maxShortened
          ? await shorten(setting, walked, fault, Date.now() + shorteningMs)
          : { start: walked.start, actions: walked.actions.slice(0, fault.index + 1) }
      reports.push(reportOf(fault, others.length) + describeActions(start, actions))
    }
    if (reports.length > 0) throw new Error(`SEED=${seed} repeats this walk.\n\n${reports.join("\n\n")}`)
    expect(walked.actions.length).toBeGreaterThan(count / 4)
  },
  durationMs + maxShortened * shorteningMs + minutes(3),
)

const reportOf = ({ invariant, detail, index }: Fault, more: number) =>
  `Broken: ${invariant}. Action ${index + 1}: ${detail}${more ? ` (and ${more} more)` : ""}\n`
