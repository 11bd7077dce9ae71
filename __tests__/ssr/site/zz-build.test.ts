import { reachline } from "../../support/reachline"
import { buildSite } from "../../support/site"

test("b", async () => {
  await buildSite(reachline)
}, 900_000)
