import { type CachePolicy, privateCache, shared } from "gatsby-plugin-server-data/endpoint"
import { canBeSavedAudience } from "#resources/resolve-audience"

type RequestEvent = { query: { audience?: string; of?: string } }

const fiveMinutes = shared({ maxAge: 300, staleWhileRevalidate: 86_400 })

/**
 * For responses with figures. Figures of a region change only with a build: they are fresh for five minutes, and for a day
 * a cache may send them while it fetches new ones. Figures of a saved audience are private to its team.
 */
export function figuresPolicy({ query }: RequestEvent): CachePolicy {
  return isSaved(query.audience) ? privateCache() : fiveMinutes
}

/** For responses about the audience in the path. */
export function audiencePolicy({ query, params }: RequestEvent & { params: { slug?: string } }): CachePolicy {
  return isSaved(params.slug) ? privateCache() : figuresPolicy({ query })
}

/** For the list of audiences, which changes with each save. Undefined: caches request it each time. */
export function audienceListPolicy({ query }: RequestEvent): CachePolicy | undefined {
  return isSaved(query.audience) ? privateCache() : undefined
}

const isSaved = (audience: string | undefined) => audience !== undefined && canBeSavedAudience(audience)

/** For a failure of the dashboard: short, but long enough that concurrent visitors cause one request. */
export const liveFailurePolicy = shared({ maxAge: 15 })
