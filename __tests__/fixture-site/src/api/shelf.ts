import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import * as v from "valibot"
import { findShelf } from "../library"

const endpoint = createEndpoint()

export default endpoint({
  query: v.object({ slug: v.string() }),
  load: ({ query }) => findShelf(query.slug),
})
