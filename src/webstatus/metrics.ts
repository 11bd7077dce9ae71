import type * as promClient from "prom-client"
import { nodeRequire } from "../catalog/node-require"

/** What became of a question to the remote; `refused`: it is left alone, and was not asked. */
type Result = "found" | "unknown" | "failed" | "refused"

/** The figures of the remote, in prom-client's default registry: a host shows what is in there. */
export function createMetrics() {
  const { Counter, Gauge, Histogram, register } = nodeRequire<typeof promClient>("prom-client")
  const registers = [register]
  const questions = new Counter({
    name: "webstatus_requests_total",
    help: "Questions to the Web Platform Dashboard by what became of them",
    labelNames: ["result"] as const,
    registers,
  })
  const durations = new Histogram({
    name: "webstatus_request_duration_seconds",
    help: "How long the Web Platform Dashboard took, failures included",
    buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 4],
    registers,
  })
  const broken = new Gauge({
    name: "webstatus_broken",
    help: "1 while the Web Platform Dashboard is left alone after failures",
    registers,
  })
  return {
    count: (result: Result) => questions.inc({ result }),
    /** Times what asks the remote. */
    async time<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
      const stop = durations.startTimer()
      return ask().finally(stop)
    },
    setBroken: (isBroken: boolean) => broken.set(Number(isBroken)),
  }
}
