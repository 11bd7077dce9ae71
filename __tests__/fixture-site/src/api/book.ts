import { notFound } from "gatsby-plugin-server-data"
import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import * as v from "valibot"

const endpoint = createEndpoint()

/**
 * Says of itself that it is not the server's own answer, and knows "flaky", which that does not. A browser may show it
 * once more while it fetches a newer one; "kept" comes as out of a cache that has had it for an hour.
 */
export default endpoint({
  query: v.object({ id: v.string() }),
  load({ query: { id } }) {
    if (id === "none") throw notFound({ detail: "No such book." })
    const made = id === "kept" ? Date.now() - 3_600_000 : Date.now()
    return Response.json(
      { id, title: `Book ${id}, by the API`, at: made },
      {
        headers: {
          "cache-control": "private, max-age=0, stale-while-revalidate=86400",
          date: new Date(made).toUTCString(),
        },
      },
    )
  },
})
