import type { QueryFailure } from "gatsby-plugin-rtk-query"
import type { ResourceBaseQuery } from "./fetch-resource"
import { toHttpError } from "./http-errors"

type AnyResources = Record<string, { resolve(args: never, context: { signal: AbortSignal }): unknown }>

/**
 * Resolves resources in this process, without HTTP. Server only.
 * @throws the error of the resource, which `toHttpError` translates. @throws TypeError for a mutation, because
 * mutations run only in the browser
 */
export function resolveResource(resources: AnyResources): ResourceBaseQuery {
  return async ({ resource, args, write }, { signal }) => {
    if (write) throw new TypeError(`${write.method} ${resource}: mutations run in the browser only.`)
    return { data: await resources[resource]?.resolve(args as never, { signal }) }
  }
}

/**
 * Logs a failure that no page shows. Does not log an error with an HTTP status, because such an error is an expected
 * response.
 */
export function logFailure({ queryCacheKey, error, thrown }: QueryFailure) {
  if (toHttpError(thrown, { url: "/" })) return
  console.error(`Query ${queryCacheKey} failed. The browser will request it again.`, thrown ?? error)
}
