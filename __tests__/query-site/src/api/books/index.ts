import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import { resources } from "../../resources"

export default function books(_request: GatsbyFunctionRequest, response: GatsbyFunctionResponse) {
  response.json(resources.books.resolve({}))
}
