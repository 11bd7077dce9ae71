import type { GatsbyFunctionConfig, GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** Takes little, and only as its own type. */
export const config: GatsbyFunctionConfig = { bodyParser: { json: { limit: 20, type: "application/small" } } }

export default function handler(req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.json({ body: req.body })
}
