import { type CachePolicy, privateCache, shared } from "gatsby-plugin-server-data/endpoint"
import { canBeSavedAudience } from "#audience/resolve-audience"

type RequestEvent = { query: { audience?: string; vs?: string; of?: string } }

const fiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/**
 * For responses with figures. Figures of a region change only with a build. A shared cache keeps these figures for five
 * minutes, and may send them for a day while it requests new figures. Figures of a saved audience are private to the
 * audience's team.
 */
export function figuresPolicy({ query }: RequestEvent): CachePolicy {
  return isSaved(query.audience) || isSaved(query.vs) ? privateCache() : fiveMinutes
}

/** For responses about the audience in the path, and the audience that it is compared with. */
export function audiencePolicy({ query, params }: RequestEvent & { params: { slug?: string } }): CachePolicy {
  return isSaved(params.slug) || isSaved(query.vs) ? privateCache() : figuresPolicy({ query })
}

/**
 * For the list of audiences. Each save changes the list, so shared caches must revalidate it for every request
 * (undefined).
 */
export function audienceListPolicy({ query }: RequestEvent): CachePolicy | undefined {
  return isSaved(query.audience) ? privateCache() : undefined
}

const isSaved = (audience: string | undefined) => audience !== undefined && canBeSavedAudience(audience)

/**
 * For a response without data, because a request to the Web Platform Dashboard failed. A shared cache then sends only
 * one request in 15 seconds to the server.
 */
export const liveFailurePolicy = shared({ maxAge: 15 })
