import type { GatsbyFunctionConfig, GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** Accepts bodies of at most 20 bytes, of one content type. */
export const config: GatsbyFunctionConfig = { bodyParser: { json: { limit: 20, type: "application/small" } } }

export default function handler(req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.json({ body: req.body })
}
