import type { Ask, Failure } from "gatsby-plugin-rtk-query"
import { ResourceError } from "../resources/resource-error"
import type { QueryError } from "./query-error"
import type { ResourceRequest } from "./resource-api"

type AnyResources = Record<string, { resolve(args: never, context: { signal: AbortSignal }): unknown }>

/**
 * Asks the resources in this process, without HTTP. Server only.
 * @throws TypeError for a mutation, which is a visitor's doing: it would be answered as a read
 */
export function resolveResource(resources: AnyResources): Ask<ResourceRequest, QueryError> {
  return async ({ resource, args, write }, { signal }) => {
    if (write) throw new TypeError(`${write.method} ${resource}: mutations run in the browser alone.`)
    try {
      return { data: await resources[resource]?.resolve(args as never, { signal }) }
    } catch (thrown) {
      const error =
        thrown instanceof ResourceError ? thrown.problem : { status: 500, detail: "Something went wrong." }
      return { error, meta: { thrown } }
    }
  }
}

/** Logs a failure that no page hears of, unless it only means that there is no answer to such a question. */
export function logFailure({ queryCacheKey, error, thrown }: Failure) {
  if (thrown instanceof ResourceError) return
  console.error(`Query ${queryCacheKey} failed; the browser will ask again.`, thrown ?? error)
}
