import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import { listBooks } from "../library"

const endpoint = createEndpoint()

export default endpoint({ load: () => listBooks() })
