import { type CachePolicy, privateCache, shared } from "gatsby-plugin-server-data/endpoint"
import { canBeSavedAudience } from "#audience/resolve-audience"

type RequestEvent = { query: { audience?: string; of?: string } }

const fiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/**
 * For responses with figures. Figures of a region change only with a build: a shared cache keeps them for five minutes,
 * and may send them for a day while it requests new ones. Figures of a saved audience are private to its team.
 */
export function figuresPolicy({ query }: RequestEvent): CachePolicy {
  return isSaved(query.audience) ? privateCache() : fiveMinutes
}

/** For responses about the audience in the path. */
export function audiencePolicy({ query, params }: RequestEvent & { params: { slug?: string } }): CachePolicy {
  return isSaved(params.slug) ? privateCache() : figuresPolicy({ query })
}

/** For the list of audiences, which changes with each save. Undefined: a shared cache does not keep it. */
export function audienceListPolicy({ query }: RequestEvent): CachePolicy | undefined {
  return isSaved(query.audience) ? privateCache() : undefined
}

const isSaved = (audience: string | undefined) => audience !== undefined && canBeSavedAudience(audience)

/** For a failure of the dashboard. Visitors within these 15 seconds cause one request. */
export const liveFailurePolicy = shared({ maxAge: 15 })
