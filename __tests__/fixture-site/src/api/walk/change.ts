import { createEndpoint, httpError } from "gatsby-plugin-server-data/endpoint"
import { parseChange } from "../../walk/walk-endpoint"
import { changeWalk, walkSnapshot } from "../../walk/walk-state"

const endpoint = createEndpoint()

/** Changes a resource, late or not at all if the body requests it. A GET returns the versions of all resources. */
export default endpoint({
  load: () => walkSnapshot(),
  writes: {
    async POST({ body }) {
      const { resource, likes, fails, delayMs } = parseChange(body)
      await new Promise((done) => setTimeout(done, delayMs))
      if (fails) throw httpError(500, "The change fails.")
      return { version: changeWalk(resource, likes) }
    },
  },
})
