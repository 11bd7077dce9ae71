import { loadCatalog } from "../catalog/load"
import { createEndpoint } from "../server-data"

/** Whether this process can answer: it has its catalogue. */
export default createEndpoint()({
  load() {
    loadCatalog()
    return { status: "ok" }
  },
})
