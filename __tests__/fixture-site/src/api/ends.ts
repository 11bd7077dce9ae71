import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** What Express adds to what Gatsby's types name. */
type FromWhere = { ip?: string; protocol?: string }

/** Ends as its query says. */
export default async function handler(req: GatsbyFunctionRequest & FromWhere, res: GatsbyFunctionResponse) {
  switch (req.query.how) {
    case "throw":
      throw new Error("secret: thrown")
    case "late":
      setTimeout(() => {
        throw new Error("secret: thrown late")
      }, 20)
      return
    case "after":
      setTimeout(() => {
        throw new Error("secret: thrown after the answer")
      }, 20)
      res.send("answered")
      return
    case "pid":
      res.json({ pid: process.pid })
      return
    case "from":
      res.json({ ip: req.ip, protocol: req.protocol })
      return
    case "slow":
      await new Promise((done) => setTimeout(done, 1_500))
      res.send("slow")
      return
    default:
      res.setHeader("cache-control", "s-maxage=60")
      res.send(String(Math.random()))
  }
}
