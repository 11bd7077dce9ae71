import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

export default function handler(req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.send(`rest of ${req.params["*"]}`)
}
