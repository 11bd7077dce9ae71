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

/**
 * The HTTP error of a ResourceError; undefined for any other error.
 *
 * @param request `url` is the URL of the page or endpoint, without the path prefix
 */
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
 * A `catch` handler for a page whose parameter is an audience. It throws 400 if the audience does not exist: the
 * parameter is wrong, not the path. It throws other errors unchanged.
 */
export function asAudienceParameter(slug: string) {
  return (error: unknown): never => {
    if (!(error instanceof ResourceError) || error.problem.status !== 404) throw error
    throw invalidParameter("audience", unknownAudienceMessage(slug))
  }
}

/** Only features move. Their id follows `/features/` in the paths of pages and of endpoints. */
function withId(url: string, id: string): string {
  const [path = "", ...query] = url.split("?")
  const moved = path.replace(/(\/features\/)[^/]+/, (_, features) => features + id)
  return [moved, ...query].join("?")
}
