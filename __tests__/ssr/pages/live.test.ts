import { setTimeout as wait } from "node:timers/promises"
import fetch from "node-fetch"
import { type Dashboard, type Fault, faults, startDashboard } from "../../support/dashboard"
import { mainTextOf } from "../../support/page-text"
import { minutes } from "../../support/running"
import { type RunningSite, startSiteHost } from "../../support/servers"
import { reachline } from "../../support/sites"

let dashboard: Dashboard
let site: RunningSite
/** The same site, which does not ask the dashboard. */
let alone: RunningSite

// Nothing is cached, so that each request shows what the site does by itself.
const start = (url: string) =>
  startSiteHost(reachline, { WEBSTATUS_URL: url, CACHE_MAX_MB: "0", LOG_LEVEL: "error" })

beforeAll(async () => {
  dashboard = await startDashboard()
  site = await start(dashboard.url)
  alone = await start("off")
}, minutes(9))
afterAll(async () => {
  await Promise.all([site?.stop(), alone?.stop()])
  await dashboard?.close()
})

const dashboardName = "Web Platform Dashboard"
const heading = `On the ${dashboardName}`

async function visit(path: string, { url } = site) {
  const response = await fetch(url + path)
  const text = mainTextOf(await response.text())
  const [page = "", panel = ""] = text.split(heading)
  return { response, page, panel }
}

async function live(id: string, { url } = site) {
  const response = await fetch(`${url}/api/features/${id}/live`, { redirect: "manual" })
  // biome-ignore lint/suspicious/noExplicitAny: a test of what the answer is
  return { response, answer: (await response.json()) as any }
}

const said = ({ output }: RunningSite) =>
  output()
    .split("\n")
    .filter((line) => line.includes(dashboardName))

/** The dashboard works, and the site knows. */
async function repair(): Promise<void> {
  dashboard.fault = undefined
  await dashboard.listen().catch(() => undefined)
  for (const end = Date.now() + 30_000; Date.now() < end; await wait(200)) {
    if ((await live("subgrid")).answer.missing === null) return
  }
  throw new Error("The site does not see that the dashboard works again.")
}

test("what the dashboard says is in the page, and its time in the headers and the metrics", async () => {
  // The first question of a process also loads what asks it.
  await live("has")
  const { response, panel } = await visit("/features/grid")
  expect(panel).toMatch(
    /Chrome 91\.0% .*95\.0%.* 23\.5% of page loads .*mozilla : positive.* 34 developers want it/,
  )
  expect(response.headers.get("server-timing")).toMatch(/remote;dur=/)
  const endpoint = await live("grid")
  expect(endpoint.answer).toMatchObject({ id: "grid", missing: null, chromeUsage: 0.2345 })
  expect(endpoint.response.headers.get("server-timing")).toMatch(/remote;dur=/)
  expect(endpoint.response.headers.get("cache-control")).toBe(
    "public, max-age=0, s-maxage=300, stale-while-revalidate=86400",
  )
  const metrics = await (await fetch(`${site.url}/metrics`)).text()
  expect(metrics).toMatch(/webstatus_requests_total\{result="found"\} [1-9]/)
  expect(metrics).toMatch(/http_requests_total\{/)
})

describe.each(
  [...(Object.keys(faults) as Fault[]), "refused" as const].filter((name) => !name.startsWith("429")),
)("a dashboard of %s", (fault) => {
  const isSlow = /silence|drip/.test(fault)

  test("leaves the page as it is, but for the panel, which is left to the browser", async () => {
    await repair()
    if (fault === "refused") await dashboard.refuse()
    else dashboard.fault = fault
    const { response, page, panel } = await visit("/features/has")
    expect(response.status).toBe(200)
    // The page left while the dashboard still had the question.
    if (isSlow) expect(dashboard.open).toBe(1)
    expect(page).toBe((await visit("/features/has", alone)).page)
    expect(panel).toContain(
      " Test results, use in Chrome, vendors’ positions and developers’ votes are not here yet",
    )

    const { response: endpoint, answer } = await live("has")
    expect(endpoint.status).toBe(200)
    expect(answer).toEqual({ id: "has", source: "https://webstatus.dev/features/has", missing: "failed" })
    expect(endpoint.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=15")
    await repair()
  })
})

test("a page that did not wait leaves its question to whoever asks next", async () => {
  await repair()
  dashboard.delay = 1_500
  dashboard.asked.length = 0
  expect((await visit("/features/container-queries")).panel).toContain("are not here yet")
  expect((await live("container-queries")).answer.missing).toBeNull()
  expect(dashboard.asked).toEqual(["container-queries"])
  dashboard.delay = 0
})

test(
  "after five failures the dashboard is left alone, which is said once, and it comes back by itself",
  async () => {
    await repair()
    const before = said(site).length
    dashboard.fault = "500"
    const ids = ["grid", "has", "subgrid", "dialog", "flexbox", "masks", "nesting"]
    for (const id of ids.slice(0, 5)) await live(id)
    dashboard.asked.length = 0
    for (const id of ids) {
      expect((await visit(`/features/${id}`)).panel).toContain("are not here yet")
      expect((await live(id)).answer.missing).toBe("failed")
    }
    expect(dashboard.asked).toEqual([])
    expect(said(site)).toHaveLength(before + 1)
    expect(said(site).at(-1)).toContain("is left alone for a while: RemoteError: answers 500")
    await repair()
    expect((await visit("/features/grid")).panel).toContain("34 developers want it")
    expect(said(site)).toHaveLength(before + 2)
    expect(said(site).at(-1)).toContain("works again")
  },
  minutes(2),
)

test(
  "one that wants to be left alone (429) is",
  async () => {
    await repair()
    dashboard.fault = "429 with Retry-After"
    expect((await visit("/features/grid")).response.status).toBe(200)
    await live("grid")
    dashboard.asked.length = 0
    expect((await visit("/features/has")).panel).toContain("are not here yet")
    expect((await live("has")).answer.missing).toBe("failed")
    expect(dashboard.asked).toEqual([])
    await repair()
  },
  minutes(2),
)

test(
  "without a network the site is as it is otherwise, and quiet",
  async () => {
    const cut = await start("http://dashboard.invalid")
    try {
      for (const id of ["grid", "has", "subgrid", "dialog", "flexbox", "masks", "nesting", "canvas"]) {
        const { response, page } = await visit(`/features/${id}`, cut)
        expect(response.status).toBe(200)
        expect(page).toContain("Reaches")
        await live(id, cut)
      }
      expect(said(cut)).toHaveLength(1)
      expect((await visit("/features/canvas", cut)).panel).toContain("are not here yet")
    } finally {
      await cut.stop()
    }
  },
  minutes(2),
)

test("turned off, the page says so, and so does the endpoint, for as long as figures are kept", async () => {
  expect((await visit("/features/grid", alone)).panel).toContain("this site does not ask the dashboard")
  const { response, answer } = await live("grid", alone)
  expect(answer.missing).toBe("off")
  expect(response.headers.get("cache-control")).toContain("s-maxage=300")
})

test("a feature of another id leads on, one that is none is 404, and neither is asked", async () => {
  dashboard.asked.length = 0
  const moved = await fetch(`${site.url}/api/features/masonry/live`, { redirect: "manual" })
  expect(moved.status).toBe(301)
  expect(moved.headers.get("location")).toMatch(/\/api\/features\/grid-lanes\/live$/)
  const { response, answer } = await live("gird")
  expect(response.status).toBe(404)
  expect(answer.suggestions).toContain("grid")
  expect(dashboard.asked).toEqual([])
})

test("an address that cannot be is refused at the start with a sentence", async () => {
  await expect(start("nonsense")).rejects.toThrow(
    /\nWEBSTATUS_URL must be the address .*, not “nonsense”\.\n$/,
  )
})
