import {
  badRequest,
  gone,
  type HttpError,
  httpError,
  notFound,
  redirect,
  unavailable,
} from "gatsby-plugin-server-data/endpoint"
import { InvalidAudience } from "#audience/invalid-audience"
import { UnknownAudience } from "#audience/unknown-audience"
import { ResourceError } from "#resources/resource-error"
import { unknownAudienceMessage } from "#search/region-suggestions"
import { isStorageUnavailable, type StorageUnavailable } from "#storage/storage-unavailable"

/** Most databases need about this long to restart. */
const storageRetrySeconds = 5

/**
 * Translates the errors that pages and endpoints expect. Undefined for any other error.
 * @param request its URL becomes the target of a redirect
 */
export function toHttpError(error: unknown, { url }: { url: string }): HttpError | undefined {
  if (error instanceof InvalidAudience) return invalidParameter(error.parameter, error.message)
  if (error instanceof UnknownAudience) {
    return invalidParameter("audience", unknownAudienceMessage(error.id))
  }
  if (isStorageUnavailable(error)) return storageUnavailable(error)
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
    default:
      return httpError(problem.status, problem.detail)
  }
}

const invalidParameter = (parameter: string, message: string) => badRequest([{ parameter, message }])

/** Without `Retry-After` if a retry could repeat a write. */
function storageUnavailable({ mayHaveSaved }: StorageUnavailable): HttpError {
  return mayHaveSaved
    ? unavailable(
        undefined,
        "The database connection was lost. Your change may have been saved: check before you try again.",
      )
    : unavailable(
        storageRetrySeconds,
        "Saved audiences are not available at the moment. The world and its regions are. Try again in a few seconds.",
      )
}

/**
 * For a page that reads the resource `audience` by its parameter `audience`: an unknown audience is then an invalid
 * parameter, not an unknown page. Rethrows every other error.
 */
export function asAudienceParameter(slug: string) {
  return (error: unknown): never => {
    if (!(error instanceof ResourceError) || error.problem.status !== 404) throw error
    throw new UnknownAudience(slug)
  }
}

/** Replaces the id of a feature in a URL: the segment after `/features/` in pages and endpoints. */
function withId(url: string, id: string): string {
  const [path = "", ...query] = url.split("?")
  const moved = path.replace(/(\/features\/)[^/]+/, (_, features) => features + id)
  return [moved, ...query].join("?")
}
