import { Registry } from "prom-client"
import { processSingleton } from "./shared-in-process"

/**
 * The registry for metrics of the site, which `/metrics` contains. Pages, functions and the host share this registry,
 * although each of their bundles has its own copy of this module.
 * @example new Counter({ name: "orders_total", help: "Orders", registers: [register] })
 */
export const register: Registry = processSingleton("register", () => new Registry())
