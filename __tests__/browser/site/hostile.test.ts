import { describeCachedTwins } from "../../support/cached-twin"
import { describeInjection, parameterEntries } from "../../support/injection"
import { runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"

const running = runInChromium(() => sharedHost(reachline))

const setting = () => running
const typed = (name: string) =>
  ["q", "min", "audience", "browsers"].includes(name) ? `input[name=${name}]` : undefined
const filters = ["q", "group", "baseline", "snapshot", "min", "sort", "page"]

describeInjection(
  [
    ...parameterEntries("/", ["audience", "browsers", "of"], typed),
    ...parameterEntries("/features", ["audience", "browsers", "of", ...filters], typed),
    ...parameterEntries("/features/has", ["audience", "browsers", "of"], typed),
    ...parameterEntries("/data", ["audience"]),
    { name: "/features/…", address: (text) => `/features/${encodeURIComponent(text)}` },
  ],
  setting,
)

// What is asked for, and the address whose response is shown there.
describeCachedTwins(
  [
    ["/features?q=grid", "/features?utm_source=x&q=grid"],
    ["/features?utm_source=y&q=a+b", "/features?q=a%20b"],
    ["/features?q=it's", "/features?utm_source=z&q=it's"],
  ],
  setting,
  async (page, search) => expect(await page.inputValue("input[name=q]")).toBe(search.get("q")),
)
