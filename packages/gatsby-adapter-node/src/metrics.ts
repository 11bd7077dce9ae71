import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"

export type Metrics = ReturnType<typeof createMetrics>

type ResponseFigures = { route: string; status: number; milliseconds: number; cache: string | undefined }

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Creates the metrics of a worker. The label `route` is not the path of the request: clients could then create an
 * unlimited number of time series.
 */
export function createMetrics({ cacheBytes }: { cacheBytes(): number }) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: "http_requests_total",
    help: "Responses by route and status",
    labelNames: ["route", "status"] as const,
    registers,
  })
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "From the request headers to the last byte of the response",
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
    help: "Results of the response cache",
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
    countResponse({ route, status, milliseconds, cache: result }: ResponseFigures) {
      requests.inc({ route, status })
      durations.observe({ route }, milliseconds / 1000)
      if (result) cache.inc({ result })
    },
    observePage(template: string, times: { load: number; render: number }) {
      pages.observe({ step: "load", template }, times.load / 1000)
      pages.observe({ step: "render", template }, times.render / 1000)
    },
  }
}
