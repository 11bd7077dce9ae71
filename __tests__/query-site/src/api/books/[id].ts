import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** Says of itself that it is not the server's own answer, and knows "flaky", which that does not. */
export default function book({ params }: GatsbyFunctionRequest, response: GatsbyFunctionResponse) {
  const id = String(params.id)
  if (id === "none") response.status(404).json({ status: 404, detail: "No such book." })
  else response.json({ id, title: `Book ${id}, by the API`, at: Date.now() })
}
