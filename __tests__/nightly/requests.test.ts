import { setTimeout as wait } from "node:timers/promises"
import fc from "fast-check"
import { type AnyRequest, anyRequest, marks } from "../support/inputs/any-request"
import { temporaryDirectory } from "../support/inputs/data-directory"
import { acme } from "../support/inputs/saving-client"
import { isShort, seed } from "../support/jest/nightly"
import { type HttpResponse, sendRequest } from "../support/servers/cached-origin"
import { faultsOf } from "../support/servers/response-faults"
import { minutes, runSite } from "../support/servers/running"
import { startSiteHost } from "../support/servers/servers"
import { reachline } from "../support/servers/sites"

const count = isShort ? 400 : 10_000
const maxConcurrent = 10
/** A long time limit, because the machine may have other load. */
const maxResponseMs = 5_000

const running = runSite(() =>
  startSiteHost(reachline, { DATA_DIR: temporaryDirectory(), TRUST_PROXY: "true" }),
)

/** The host limits the saves of one address. */
const anyAddress = () => `192.0.2.${Math.floor(Math.random() * 256)}`
const send = ({ method, target, headers, body }: AnyRequest, base: string): Promise<HttpResponse> =>
  sendRequest(base + target, {
    method,
    headers: { "x-forwarded-for": anyAddress(), ...headers },
    ...(body === undefined ? {} : { body }),
  })

const isBusy = ({ status, headers, text }: HttpResponse) =>
  status === 503 && headers["retry-after"] !== undefined && text === "Busy. Try again."

const controlPaths = [
  "/features/grid?audience=DE",
  "/features?q=grid&min=50",
  "/page-data/browsers/chrome/page-data.json",
  "/api/stack?features=grid,has",
  "/api/browsers/safari_ios?version=15.6",
  "/data",
]
const bodiesOf = (base: string) =>
  Promise.all(
    controlPaths.map(async (path) => (await sendRequest(base + path, {})).text.replace(/\b\d{13}\b/g, "0")),
  )

test(
  `${count} arbitrary requests each receive a correct response without injected text within 5 s (seed ${seed})`,
  async () => {
    const { url } = running.site
    // The list of audiences, which other visitors see, contains this name.
    const hostile = { ...acme, name: marks.slice(0, 2).join(""), listed: true }
    const saved = await sendRequest(`${url}/api/audiences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(hostile),
    })
    expect(saved.status).toBe(201)
    const before = await bodiesOf(url)
    const statuses: Record<string, number> = {}
    let slowestMs = 0
    const expectCorrect = async (request: AnyRequest) => {
      let started = performance.now()
      let response = await send(request, url)
      // While the host is overloaded (503), sends the request again.
      for (let retries = 0; isBusy(response) && retries < 5; retries++) {
        await wait(1_000)
        started = performance.now()
        response = await send(request, url)
      }
      const timeMs = performance.now() - started
      slowestMs = Math.max(slowestMs, timeMs)
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
      const faults = faultsOf(response, request)
      if (timeMs > maxResponseMs) faults.push(`${Math.round(timeMs)} ms`)
      if (faults.length) throw new Error(`${response.status}: ${faults.join("; ")}`)
    }
    const batches = fc.array(anyRequest, { minLength: 1, maxLength: maxConcurrent, size: "max" })
    await fc.assert(
      fc.asyncProperty(batches, async (requests) => {
        await Promise.all(requests.map(expectCorrect))
      }),
      {
        seed,
        numRuns: Math.ceil(count / ((maxConcurrent + 1) / 2)),
        interruptAfterTimeLimit: minutes(1 + count / 500),
        markInterruptAsFailure: true,
      },
    )
    expect(await bodiesOf(url)).toEqual(before)
    console.log(`${JSON.stringify(statuses)}; slowest response: ${Math.round(slowestMs)} ms`)
  },
  minutes(2 + count / 400),
)
