import { endpoint } from "../query/endpoint"
import { dataset } from "../resources/dataset"

/** Its page is static, and asked for each time: so is this. */
export default endpoint({ load: () => dataset.resolve({}) })
