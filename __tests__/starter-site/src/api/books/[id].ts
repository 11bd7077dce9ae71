import { createEndpoint, shared } from "gatsby-plugin-server-data/endpoint"
import { findBook } from "../../books"

const endpoint = createEndpoint()

export default endpoint({
  cache: shared({ maxAge: 60 }),
  load: ({ params }) => findBook(params.id ?? ""),
})
