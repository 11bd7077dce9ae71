import { describeInjection, parameterEntries } from "../../support/browser/injection"
import { describeCachedTwins } from "../../support/servers/cached-twin"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))

const setting = () => running
const fieldOf = (name: string) =>
  ["q", "min", "audience", "browsers"].includes(name) ? `[name=${name}]` : undefined
const filters = ["q", "group", "baseline", "snapshot", "min", "sort", "page"]

describeInjection(
  [
    ...parameterEntries("/", ["audience", "browsers", "of"], fieldOf),
    ...parameterEntries("/features", ["audience", "browsers", "of", ...filters], fieldOf),
    ...parameterEntries("/features/has", ["audience", "browsers", "of"], fieldOf),
    ...parameterEntries("/data", ["audience"]),
    { name: "/features/…", address: (text) => `/features/${encodeURIComponent(text)}` },
  ],
  setting,
)

// Each pair shares one cache entry. The first address is the visitor's. The second address filled the cache.
describeCachedTwins(
  [
    ["/features?q=grid", "/features?utm_source=x&q=grid"],
    ["/features?utm_source=y&q=a+b", "/features?q=a%20b"],
    ["/features?q=it's", "/features?utm_source=z&q=it's"],
  ],
  setting,
  async (page, search) => expect(await page.inputValue("input[name=q]")).toBe(search.get("q")),
)
