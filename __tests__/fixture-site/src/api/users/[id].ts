import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

export default async function handler(req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.setHeader("set-cookie", ["seen=1", `id=${req.params.id}`])
  res.redirect(302, `/blog/files/${req.params.id}`)
}
