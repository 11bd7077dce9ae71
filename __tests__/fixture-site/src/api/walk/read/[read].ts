import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import { pageSchema, readByName } from "../../../walk/walk-endpoint"

const endpoint = createEndpoint()

/** The current value of a resource. */
export default endpoint({
  query: pageSchema,
  load: ({ params, query, headers }) => readByName(params.read, query.page, headers),
})
