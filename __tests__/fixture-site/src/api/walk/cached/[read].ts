import { createEndpoint, shared } from "gatsby-plugin-server-data/endpoint"
import { pageSchema, readByName } from "../../../walk/walk-endpoint"
import { cachedForSeconds } from "../../../walk/walk-resources"

const endpoint = createEndpoint()

/** A value of a resource that the shared cache may have kept. */
export default endpoint({
  query: pageSchema,
  cache: shared({ maxAge: cachedForSeconds }),
  load: ({ params, query, headers }) => readByName(params.read, query.page, headers),
})
