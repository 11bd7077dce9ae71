import * as v from "valibot"
import { notFound } from "../../../../src/server-data"
import { createEndpoint } from "../../../../src/server-data/endpoint"

const endpoint = createEndpoint()

/** Says of itself that it is not the server's own answer, and knows "flaky", which that does not. */
export default endpoint({
  query: v.object({ id: v.string() }),
  load({ query: { id } }) {
    if (id === "none") throw notFound({ detail: "No such book." })
    return { id, title: `Book ${id}, by the API`, at: Date.now() }
  },
})
