import { resolveResource } from "../../../src/query/resolve-resource"
import { createPrefetcher } from "../../../src/query/ssr/prefetch"
import { createServerData } from "../../../src/server-data"
import { api } from "./api"
import { resources } from "./resources"

export const ask = resolveResource(resources)

export const serverData = createServerData({ extend: ({ signal }) => createPrefetcher({ api, ask }, signal) })
