import { Registry } from "prom-client"

const key = Symbol.for("gatsby-adapter-node.register")
const shared = globalThis as typeof globalThis & { [key]?: Registry }
const existing = shared[key] ?? new Registry()
shared[key] = existing

/**
 * The registry for a site's own metrics, which `/metrics` contains beside the host's. It is one per process: pages,
 * functions and the host are bundled separately.
 * @example new Counter({ name: "orders_total", help: "Orders", registers: [register] })
 */
export const register: Registry = existing
