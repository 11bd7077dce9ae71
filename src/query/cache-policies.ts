import { type CachePolicy, privateCache, shared } from "gatsby-plugin-server-data/endpoint"
import { canBeSavedAudience } from "#resources/resolve-audience"

type RequestEvent = { query: { audience?: string; of?: string } }

const fiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/**
 * Figures change with a build: fresh for five minutes, and shown while a newer answer is made for a day. Those of a
 * saved audience change when its team says so, and are nobody else's: no shared cache ever has them.
 */
export function forFiveMinutes({ query }: RequestEvent): CachePolicy {
  return isSaved(query.audience) ? privateCache() : fiveMinutes
}

/** The same for what is about the audience in its path. */
export function ofAudience({ query, params }: RequestEvent & { params: { slug?: string } }): CachePolicy {
  return isSaved(params.slug) ? privateCache() : forFiveMinutes({ query })
}

/** The list of audiences changes with each save: it is asked for each time. */
export function ofList({ query }: RequestEvent): CachePolicy | undefined {
  return isSaved(query.audience) ? privateCache() : undefined
}

const isSaved = (audience: string | undefined) => audience !== undefined && canBeSavedAudience(audience)

/** For what should be there again soon: long enough that many visitors make one question. */
export const briefly = shared({ maxAge: 15 })
