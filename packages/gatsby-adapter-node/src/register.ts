import { Registry } from "prom-client"
import { processSingleton } from "./shared-in-process"

/**
 * The registry for the site's own metrics. `/metrics` contains these metrics. Pages, functions and the host share one
 * registry, although each bundle has a copy of this module.
 * @example new Counter({ name: "orders_total", help: "Orders", registers: [register] })
 */
export const register: Registry = processSingleton("register", () => new Registry())
