import { describeInjection, parameterEntries } from "../../support/injection"
import { runInChromium } from "../../support/running"
import { sharedHost } from "../../support/shared"
import { reachline } from "../../support/sites"

const running = runInChromium(() => sharedHost(reachline))

const audience = ["audience", "browsers", "of"]
const typed = (name: string) => (name === "of" ? undefined : `input[name=${name}]`)

describeInjection(
  [
    ...parameterEntries("/stack", ["features", "add", ...audience], typed),
    ...parameterEntries("/browsers", audience, typed),
    ...parameterEntries("/browsers/safari", ["version", ...audience], typed),
    ...parameterEntries("/audiences", ["q", ...audience], typed),
    ...parameterEntries("/audiences/DE", ["cover", ...audience], typed),
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
  () => running,
)
