import type { Resources } from "../resources"
import { routes } from "../resources/routes"
import { createResourceApi } from "./resource-api"

/**
 * Every read of this site: `api.useFeaturesQuery(args)` in a component,
 * `prefetch(api.endpoints.features.initiate(args))` in `getServerData`.
 */
export const api = createResourceApi<Resources>(routes)
