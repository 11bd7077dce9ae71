import { endpoint } from "#query/site-endpoint"
import { dataset } from "#resources/dataset-resource"

/** Has no cache policy: the static data page requests it to find newer data. */
export default endpoint({ load: () => dataset.resolve({}) })
