import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import { resources } from "../../resources"

export default function shelf({ params }: GatsbyFunctionRequest, response: GatsbyFunctionResponse) {
  response.json(resources.shelf.resolve({ slug: String(params.slug) }))
}
