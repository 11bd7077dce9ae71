import { createEndpoint } from "gatsby-plugin-server-data"
import { loadCatalog } from "#catalog/load"

/** Succeeds if this process can load its catalogue. */
export default createEndpoint()({
  load() {
    loadCatalog()
    return { status: "ok" }
  },
})
