import { createPrefetcher } from "gatsby-plugin-rtk-query/server"
import { resources } from "../resources"
import { api } from "./api"
import { logFailure, resolveResource } from "./resolve-resource"

const ask = resolveResource(resources)

/**
 * What server-data's `extend` asks for: `prefetch` for a page's `load`, the props that carry what it brought,
 * and an end that leaves nothing behind. One store a request.
 */
export function prefetching(request: { signal?: AbortSignal } = {}) {
  return createPrefetcher({ api, ask, onFailure: logFailure }, request.signal)
}
