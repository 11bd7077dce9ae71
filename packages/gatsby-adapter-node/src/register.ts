import { Registry } from "prom-client"
import { processSingleton } from "./shared-in-process"

/**
 * The registry for the site's own metrics, which `/metrics` contains. Each bundle has a copy of this module, but pages,
 * functions and the host share one registry.
 * @example new Counter({ name: "orders_total", help: "Orders", registers: [register] })
 */
export const register: Registry = processSingleton("register", () => new Registry())
