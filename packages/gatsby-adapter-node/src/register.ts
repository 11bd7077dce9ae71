import { Registry } from "prom-client"

const key = Symbol.for("gatsby-adapter-node.register")
const shared = globalThis as typeof globalThis & { [key]?: Registry }
shared[key] ??= new Registry()

/**
 * The registry for a site's own metrics, which `/metrics` contains beside the host's. It is one per process: pages,
 * functions and the host are bundled separately.
 * @example new Counter({ name: "orders_total", help: "Orders", registers: [register] })
 */
export const register: Registry = shared[key]
