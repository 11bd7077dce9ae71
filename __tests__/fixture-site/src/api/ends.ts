import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** Express sets these properties, but Gatsby's types do not declare them. */
type ExpressFields = { ip?: string; protocol?: string }

/** The query parameter `how` selects how the request ends. */
export default async function handler(
  req: GatsbyFunctionRequest & ExpressFields,
  res: GatsbyFunctionResponse,
) {
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
        throw new Error("secret: thrown after the response")
      }, 20)
      res.send("sent")
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
