import { createEndpoint } from "gatsby-plugin-server-data"
import { loadCatalog } from "../catalog/load"

/** Whether this process can answer: it has its catalogue. */
export default createEndpoint()({
  load() {
    loadCatalog()
    return { status: "ok" }
  },
})
