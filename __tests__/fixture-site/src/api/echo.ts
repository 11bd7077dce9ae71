import { createEndpoint, shared } from "gatsby-plugin-server-data/endpoint"
import * as v from "valibot"

export default createEndpoint()({
  query: v.object({ q: v.optional(v.string()) }),
  cache: shared({ maxAge: 300 }),
  load: ({ query, url, headers }) => ({
    query,
    url: url.pathname + url.search,
    language: query.q === "language" ? headers.get("accept-language") : null,
  }),
})
