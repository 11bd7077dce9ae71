import { describeInjection, parameterEntries } from "../../support/browser/injection"
import { runInChromium } from "../../support/servers/running"
import { sharedHost } from "../../support/servers/shared"
import { reachline } from "../../support/servers/sites"

const running = runInChromium(() => sharedHost(reachline))

const audience = ["audience", "browsers", "of"]
const fieldOf = (name: string) => (name === "of" ? undefined : `[name=${name}]`)

describeInjection(
  [
    ...parameterEntries("/stack", ["features", "add", ...audience], fieldOf),
    ...parameterEntries("/browsers", audience, fieldOf),
    ...parameterEntries("/browsers/safari", ["version", "below", ...audience], fieldOf),
    ...parameterEntries("/audiences", ["q", ...audience], fieldOf),
    ...parameterEntries("/audiences/DE", ["cover", ...audience], fieldOf),
    ...parameterEntries("/you", audience, fieldOf),
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
  () => running,
)
