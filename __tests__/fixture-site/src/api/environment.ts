import type { GatsbyFunctionRequest, GatsbyFunctionResponse } from "gatsby"

/** Responds with a variable as the build and as the running process see it. */
export default function handler(_req: GatsbyFunctionRequest, res: GatsbyFunctionResponse) {
  res.json({
    atBuild: process.env.FIXTURE_VARIABLE ?? null,
    atRunTime: globalThis.process.env.FIXTURE_VARIABLE ?? null,
  })
}
