import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/**
 * Responds with two values of an environment variable: the value during the build, and the value in the running
 * process.
 */
export default function handler(_req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.json({
    atBuild: process.env.FIXTURE_VARIABLE ?? null,
    atRunTime: globalThis.process.env.FIXTURE_VARIABLE ?? null,
  })
}
