import { endpoint } from "#query/site-endpoint"
import { dataset } from "#resources/dataset-resource"

/** Responses have no cache policy, because the static data page requests this endpoint to find newer data. */
export default endpoint({ load: () => dataset.resolve({}) })
