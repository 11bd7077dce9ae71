import { serve } from "../query/endpoint"
import { dataset } from "../resources/dataset"

export default serve(dataset)
