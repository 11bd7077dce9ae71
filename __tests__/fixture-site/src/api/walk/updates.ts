import { createEndpoint } from "gatsby-plugin-server-data/endpoint"
import { readWalk } from "../../walk/walk-state"

const endpoint = createEndpoint()

/** The current value of `live`, which the browser requests again and again. */
export default endpoint({ load: () => readWalk("live", 0, undefined) })
