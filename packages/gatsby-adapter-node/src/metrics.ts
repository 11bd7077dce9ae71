import type { FastifyRequest } from "fastify"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

export type Metrics = ReturnType<typeof createMetrics>

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * The figures of one process. Routes are named by what answers them (a page's template, "function", "file"): an
 * address each would make as many series as the site has visitors with ideas.
 * @param sources what is read when somebody asks: `cacheBytes`, of stored responses
 */
export function createMetrics({ cacheBytes }: { cacheBytes(): number }) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: "http_requests_total",
    help: "Answered requests by what answered them, and by status",
    labelNames: ["route", "status"] as const,
    registers,
  })
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "From the request's headers to the last byte of the answer",
    labelNames: ["route"] as const,
    buckets: seconds,
    registers,
  })
  const pages = new Histogram({
    name: "gatsby_page_seconds",
    help: "Loading (getServerData and the query) and rendering of pages",
    labelNames: ["step", "template"] as const,
    buckets: seconds,
    registers,
  })
  const cache = new Counter({
    name: "http_cache_requests_total",
    help: "What the response cache did with requests",
    labelNames: ["result"] as const,
    registers,
  })
  new Gauge({
    name: "http_cache_bytes",
    help: "Bytes of stored responses",
    registers,
    collect() {
      this.set(cacheBytes())
    },
  })
  return {
    registry,
    answered(request: FastifyRequest, route: string, status: number, milliseconds: number) {
      requests.inc({ route, status })
      durations.observe({ route }, milliseconds / 1000)
      if (request.cacheResult) cache.inc({ result: request.cacheResult })
    },
    rendered(template: string, times: { load: number; render: number }) {
      pages.observe({ step: "load", template }, times.load / 1000)
      pages.observe({ step: "render", template }, times.render / 1000)
    },
  }
}
