import * as v from "valibot"
import { createEndpoint } from "../../../../src/server-data/endpoint"
import { findShelf } from "../library"

const endpoint = createEndpoint()

export default endpoint({
  query: v.object({ slug: v.string() }),
  load: ({ query }) => findShelf(query.slug),
})
