import { describeApi } from "../ssr/site/api-suite"
import { describePageData } from "../ssr/site/page-data-suite"
import { runSite } from "../support/servers/running"
import { startGatsbyServe } from "../support/servers/servers"
import { reachline } from "../support/servers/sites"

const running = runSite(() => startGatsbyServe(reachline))

describeApi(() => running.site.url)
describePageData(() => running.site.url)
