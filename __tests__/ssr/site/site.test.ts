import { execFileSync } from "node:child_process"
import fetch from "node-fetch"
import { formatPercent } from "#components/charts/percent"
import { mainTextOf } from "../../support/browser/page-text"
import { runSite } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"
import { describeApi } from "./api-suite"
import { describePageData } from "./page-data-suite"

const running = runSite(() => sharedHost(reachline))

const base = () => running.site.url
const get = (path: string, init = {}) => fetch(base() + path, { redirect: "manual", ...init })

const textOf = async (path: string) => mainTextOf(await (await get(path)).text())

describeApi(base)
describePageData(base)

describe("visits", () => {
  test("a feature page has the figures of its audience in the HTML", async () => {
    const response = await get("/api/features/has?audience=DE")
    const { reach, lost } = (await response.json()) as { reach: number; lost: number }
    const text = await textOf("/features/has?audience=DE")
    expect(text).toContain(`${formatPercent(reach)} of visits from Germany support it`)
    expect(text).toContain(`${formatPercent(lost)} do not`)
    expect(text).toContain("Firefox 115")
  })

  test("the list has its rows in the HTML, with filters, sorting and pages", async () => {
    expect(await textOf("/features?q=%3Ahas&audience=DE")).toMatch(/features for Germany.*:has\(\)/)
    const last = await textOf("/features?page=25")
    expect(last).toContain("Page 25 of 25")
    expect(await textOf("/features?page=99")).toContain("1204 features")
  })

  test("the home page shows the Baseline coverage of the audience", async () => {
    const response = await get("/api/audiences/JP?browsers=defaults")
    const { baseline } = (await response.json()) as { baseline: { widely: number; targetYear: number } }
    const text = await textOf("/?audience=JP&browsers=defaults")
    expect(text).toContain(`Baseline ${baseline.targetYear} is the newest year that meets your 95% target`)
    expect(text).toContain("of visits from Japan ( defaults )")
    expect(text).toContain(
      `${formatPercent(baseline.widely)} support everything in Baseline Widely available`,
    )
  })

  test.each([
    ["/features/masonry?audience=DE&of=all", 301, "/features/grid-lanes?audience=DE&of=all"],
    ["/features/Grid", 301, "/features/grid"],
    ["/features/masonry?utm_source=x&audience=DE", 301, "/features/grid-lanes?audience=DE"],
  ])("redirects %s (%i) and keeps the query", async (path, status, to) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(new URL(response.headers.get("location") ?? "", base()).href).toBe(base() + to)
  })

  test.each([
    ["/features/single-color-gradients", 410, ["gradients", "conic-gradients"]],
    ["/features/gird", 404, ["grid"]],
    ["/features/a%20b", 404, ["There is no web feature"]],
    ["/features/constructor", 404, ["There is no web feature"]],
    ["/features/__proto__", 404, ["There is no web feature"]],
    ["/nowhere", 404, ["There is no page at this address"]],
    ["/features?min=abc", 400, ["Minimum reach: Must be a percentage from 0 to 100"]],
    ["/features?audience=XX", 400, ["Audience: There is no audience “XX”. Use “world”, a region"]],
    ["/features?browsers=extends%20foo", 400, ["Browsers: “extends foo” reads a package"]],
    ["/features?q=a&q=b", 400, ["Search: Takes one value, but was given more than once"]],
    ["/?audience=korea", 400, ["Did you mean South Korea (KR) or North Korea (KP)?"]],
  ])("%s has status %i and explains the error", async (path, status, messages) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    const text = await textOf(path)
    for (const message of messages) expect(text).toContain(message)
  })

  test("API functions are loaded once, although serve clears the require cache", () => {
    const load = `
    const file = require.resolve("./.cache/functions/features/index.js")
    const load = () => { delete require.cache[file]; return require(file) }
    process.stdout.write(String(load() === load()))`
    expect(
      execFileSync(process.execPath, ["-e", load], { cwd: running.site.directory, encoding: "utf8" }),
    ).toBe("true")
  })
})
