import { notFound } from "gatsby-plugin-server-data"
import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import * as v from "valibot"

const endpoint = createEndpoint()

/**
 * The title contains the name of the API, so that a test can distinguish this response from prefetched data. The book
 * `flaky` exists only here. With the Cache-Control of this response, the browser may use its cached copy while it
 * requests a newer one. The response for `kept` has the age of a response that a cache has kept for an hour.
 */
export default endpoint({
  query: v.object({ id: v.string() }),
  load({ query: { id } }) {
    if (id === "none") throw notFound({ detail: "No such book." })
    const createdAt = id === "kept" ? Date.now() - 3_600_000 : Date.now()
    return Response.json(
      { id, title: `Book ${id}, by the API`, at: createdAt },
      {
        headers: {
          "cache-control": "private, max-age=0, stale-while-revalidate=86400",
          date: new Date(createdAt).toUTCString(),
        },
      },
    )
  },
})
