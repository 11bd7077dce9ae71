import {
  badRequest,
  gone,
  type HttpError,
  httpError,
  notFound,
  redirect,
  unavailable,
} from "gatsby-plugin-server-data/endpoint"
import { invalidParameter, ResourceError } from "#resources/resource-error"
import { unknownAudienceMessage } from "#search/region-suggestions"

/** What a resource's error means to who asked for a page or an endpoint; undefined for any other error. */
export function toHttpError(error: unknown, { url }: { url: string }): HttpError | undefined {
  if (!(error instanceof ResourceError)) return undefined
  const { problem } = error
  switch (problem.status) {
    case 301:
      return redirect(withId(url, problem.movedTo), 301)
    case 400:
      return badRequest(problem.errors)
    case 404:
      return notFound(problem)
    case 410:
      return gone(problem)
    case 429:
      return httpError(429, problem.detail, { retryAfter: problem.retryAfter })
    case 503:
      return unavailable(problem.retryAfter, problem.detail)
    default:
      return httpError(problem.status, problem.detail)
  }
}

/**
 * For a page that reads the audience of its parameter: where there is none, it is the parameter that is wrong, not the
 * page's address. Throws on whatever else it is.
 */
export function asAudienceParameter(slug: string) {
  return (error: unknown): never => {
    if (!(error instanceof ResourceError) || error.problem.status !== 404) throw error
    throw invalidParameter("audience", unknownAudienceMessage(slug))
  }
}

/** Features alone move, and pages and endpoints alike have their id after `/features/`. The rest is kept, and the query. */
function withId(url: string, id: string): string {
  const [path = "", ...query] = url.split("?")
  const moved = path.replace(/(\/features\/)[^/]+/, (_, features) => features + id)
  return [moved, ...query].join("?")
}
