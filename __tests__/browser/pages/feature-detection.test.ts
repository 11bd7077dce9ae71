import { detectionOf } from "#resources/feature-detection"
import { provideCatalog } from "../../support/inputs/catalog"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))
const catalog = provideCatalog()

/** Chromium has these only in workers, in an isolated page, or with a window. */
const notHere =
  /SharedArrayBuffer|^api\.(FileSystemFileHandle\.createSyncAccessHandle|MediaSource\.handle|Navigator\.(canShare|share)|Performance\.measureUserAgentSpecificMemory|SpeechGrammarList\.addFromURI)$/

/** The conditions of all parts, with the first version of Chrome that supports the part. */
const conditions = catalog.features.flatMap(({ parts }) =>
  parts.flatMap(([key, status]) => {
    const { support } = catalog.statuses[status] as (typeof catalog.statuses)[number]
    const condition = detectionOf([{ key, support }])?.replace(/^@supports (.*)$/, (_, test) => {
      return `CSS.supports(${JSON.stringify(test)})`
    })
    const since = catalog.supportVersions[0]?.[support[0] ?? -1]
    return condition && !notHere.test(key)
      ? [{ key, condition, since: since === undefined ? null : Number.parseInt(since, 10) }]
      : []
  }),
)

test("Chromium evaluates the condition of each part as its version supports the part", async () => {
  const page = await running.browser.newPage()
  await page.goto(`${running.site.url}/api/health`)
  const version = Number.parseInt(running.browser.version(), 10)
  // The debugger evaluates the expression, so that the Content-Security-Policy does not apply.
  const results: boolean[] = await page.evaluate(`[${conditions.map(({ condition }) => condition)}]`)
  await page.close()
  const outcomes = conditions.map((part, index) => ({ ...part, isTrue: results[index] }))
  const supported = outcomes.filter(({ since }) => since !== null && since <= version)
  expect(supported.length).toBeGreaterThan(8_000)
  expect(supported.filter(({ isTrue }) => !isTrue).map(({ key }) => key)).toEqual([])
  // Some parts with partial support have the same names as parts with full support.
  const unsupported = outcomes.filter(({ since }) => since === null)
  const wrong = unsupported.filter(({ isTrue }) => isTrue)
  expect(wrong.length).toBeLessThan(0.05 * unsupported.length)
})
