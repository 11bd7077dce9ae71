import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"
import { type CaseRequest, readCase } from "../../case-data"

/**
 * The second and later pages of rows have the age of a response that a shared cache has kept for an hour. Each vote
 * fails.
 */
export default function handler(request: GatsbyFunctionRequest, response: GatsbyFunctionResponse) {
  const name = request.params.name as CaseRequest["name"]
  if (name === "vote") {
    response.status(500).json({ detail: "No votes." })
    return
  }
  if (name === "rows" && request.query.page !== "0") {
    response.setHeader("date", new Date(Date.now() - 3_600_000).toUTCString())
  }
  response.setHeader("cache-control", "no-store")
  response.json(readCase({ name, parameters: request.query }, () => request.headers.cookie ?? null))
}
