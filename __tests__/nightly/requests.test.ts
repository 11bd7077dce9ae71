import { setTimeout as wait } from "node:timers/promises"
import fc from "fast-check"
import { faultsOf } from "../support/answer-faults"
import { type AnyRequest, anyRequest, marks } from "../support/any-request"
import { type Answered, ask } from "../support/cached-origin"
import { temporaryDirectory } from "../support/data-directory"
import { isShort, seed } from "../support/nightly"
import { minutes, runSite } from "../support/running"
import { acme } from "../support/saving-client"
import { startSiteHost } from "../support/servers"
import { reachline } from "../support/sites"

const count = isShort ? 400 : 10_000
/** Requests that are on their way at once. */
const together = 10
/** Milliseconds that an answer may take, on a machine that may have other things to do. */
const patience = 5_000

const running = runSite(() =>
  startSiteHost(reachline, { DATA_DIR: temporaryDirectory(), TRUST_PROXY: "true" }),
)

const from = () => `192.0.2.${Math.floor(Math.random() * 256)}`
const send = ({ method, target, headers, body }: AnyRequest, base: string): Promise<Answered> =>
  // Each from an address of its own: what one client may save in an hour is limited.
  ask(base + target, {
    method,
    headers: { "x-forwarded-for": from(), ...headers },
    ...(body === undefined ? {} : { body }),
  })

const isBusy = ({ status, headers, text }: Answered) =>
  status === 503 && headers["retry-after"] !== undefined && text === "Busy. Try again."

/** What is asked before and after: whoever asked what meanwhile, it is answered alike. */
const control = [
  "/features/grid?audience=DE",
  "/features?q=grid&min=50",
  "/page-data/browsers/chrome/page-data.json",
  "/api/stack?features=grid,has",
  "/api/browsers/safari_ios?version=15.6",
  "/data",
]
const bodiesOf = (base: string) =>
  Promise.all(control.map(async (path) => (await ask(base + path, {})).text.replace(/\b\d{13}\b/g, "0")))

test(
  `of ${count} arbitrary requests each is answered, soon, and says no more than it should (seed ${seed})`,
  async () => {
    const { url } = running.site
    // An audience whose name is what must not come back as it is, in the lists that others see.
    const hostile = { ...acme, name: marks.slice(0, 2).join(""), listed: true }
    const saved = await ask(`${url}/api/audiences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(hostile),
    })
    expect(saved.status).toBe(201)
    const before = await bodiesOf(url)
    const statuses: Record<string, number> = {}
    let slowest = 0
    const answeredWell = async (request: AnyRequest) => {
      let started = performance.now()
      let answer = await send(request, url)
      // A machine that has other things to do is told to come back, and does.
      for (let busy = 0; isBusy(answer) && busy < 5; busy++) {
        await wait(1_000)
        started = performance.now()
        answer = await send(request, url)
      }
      const time = performance.now() - started
      slowest = Math.max(slowest, time)
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      const faults = faultsOf(answer, request)
      if (time > patience) faults.push(`${Math.round(time)} ms`)
      if (faults.length) throw new Error(`${answer.status}: ${faults.join("; ")}`)
    }
    const batches = fc.array(anyRequest, { minLength: 1, maxLength: together, size: "max" })
    await fc.assert(
      fc.asyncProperty(batches, async (requests) => {
        await Promise.all(requests.map(answeredWell))
      }),
      {
        seed,
        numRuns: Math.ceil(count / ((together + 1) / 2)),
        interruptAfterTimeLimit: minutes(1 + count / 500),
        markInterruptAsFailure: true,
      },
    )
    expect(await bodiesOf(url)).toEqual(before)
    console.log(`${JSON.stringify(statuses)}; the slowest took ${Math.round(slowest)} ms`)
  },
  minutes(2 + count / 400),
)
