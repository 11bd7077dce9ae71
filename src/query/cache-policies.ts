import { type CachePolicy, privateCache, shared } from "gatsby-plugin-server-data/endpoint"
import { canBeSavedAudience } from "#audience/resolve-audience"

type RequestEvent = { query: { audience?: string; vs?: string; of?: string } }

const fiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/**
 * Returns the policy for responses with figures. Figures of a region change only with a build. A shared cache keeps
 * these figures for five minutes, and may send them for a day while it requests new figures. Figures of a saved
 * audience are private to the audience's team.
 */
export function figuresPolicy({ query }: RequestEvent): CachePolicy {
  return isSaved(query.audience) || isSaved(query.vs) ? privateCache() : fiveMinutes
}

/** Returns the policy for responses about the audience in the path, which can be compared with the audience in `vs`. */
export function audiencePolicy({ query, params }: RequestEvent & { params: { slug?: string } }): CachePolicy {
  return isSaved(params.slug) || isSaved(query.vs) ? privateCache() : figuresPolicy({ query })
}

/**
 * Returns the policy for the list of audiences. Returns undefined if the response is not private. Shared caches then
 * revalidate the list for every request, because each save of an audience can change the list.
 */
export function audienceListPolicy({ query }: RequestEvent): CachePolicy | undefined {
  return isSaved(query.audience) ? privateCache() : undefined
}

const isSaved = (audience: string | undefined) => audience !== undefined && canBeSavedAudience(audience)

/**
 * The policy for a response that has no data because a request to the Web Platform Dashboard failed. With this policy,
 * a shared cache sends only one request in 15 seconds to the server.
 */
export const liveFailurePolicy = shared({ maxAge: 15 })
