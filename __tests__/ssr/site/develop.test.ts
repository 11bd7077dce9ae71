import { minutes } from "../../support/fixture"
import { reachline } from "../../support/reachline"
import { developSite, type RunningSite } from "../../support/site"
import { describeApi } from "./api-suite"
import { describePageData } from "./page-data-suite"

let site: RunningSite

beforeAll(async () => {
  site = await developSite(reachline)
}, minutes(4))
afterAll(() => site?.stop())

describeApi(() => site.url)
describePageData(() => site.url)
