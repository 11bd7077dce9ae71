import type { Browser } from "playwright-core"
import { launchChromium } from "../../support/chromium"
import { minutes } from "../../support/fixture"
import { describeInjection, parameterEntries } from "../../support/injection"
import { reachline } from "../../support/reachline"
import { type RunningSite, serveSite } from "../../support/site"

let site: RunningSite
let browser: Browser

beforeAll(async () => {
  site = await serveSite(reachline)
  browser = await launchChromium()
}, minutes(6))
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const audience = ["audience", "browsers", "of"]
const typed = (name: string) => (name === "of" ? undefined : `input[name=${name}]`)

describeInjection(
  [
    ...parameterEntries("/stack", ["features", "add", ...audience], typed),
    ...parameterEntries("/browsers", audience, typed),
    ...parameterEntries("/browsers/safari", ["version", ...audience], typed),
    ...parameterEntries("/audiences", ["q", ...audience], typed),
    ...parameterEntries("/audiences/DE", audience, typed),
    ...parameterEntries("/you", audience, typed),
    { name: "/browsers/…", address: (text) => `/browsers/${encodeURIComponent(text)}` },
    { name: "/audiences/…", address: (text) => `/audiences/${encodeURIComponent(text)}` },
    {
      name: "the headers of /you",
      address: () => "/you",
      context: (text) => ({
        userAgent: text.replace(/[^\x20-\x7e]/g, ""),
        extraHTTPHeaders: { "accept-language": text.replace(/[^\x20-\x7e]/g, "") },
      }),
    },
  ],
  () => ({ site, browser }),
)
