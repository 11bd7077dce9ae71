import { createEndpoint } from "../../../../src/server-data/endpoint"
import { listBooks } from "../library"

const endpoint = createEndpoint()

export default endpoint({ load: () => listBooks() })
