import { endpoint } from "#query/endpoint"
import { dataset } from "#resources/dataset"

/** Has no cache policy: the static data page requests it to find newer data. */
export default endpoint({ load: () => dataset.resolve({}) })
