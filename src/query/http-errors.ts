/**
 * Translates the errors of the other folders into HTTP errors, for pages and endpoints. Only this module does so. The
 * errors of audiences, storage, search and resources have no HTTP status. A `WriteError` contains its HTTP status.
 */
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
import { InvalidParameter } from "#resources/invalid-parameter"
import { WriteError } from "#saved-audiences/write-error"
import { MovedFeature, SplitFeature } from "#search/find-feature"
import { unknownAudienceMessage } from "#search/region-suggestions"
import { UnknownId } from "#search/unknown-id"
import { isStorageUnavailable, type StorageUnavailable } from "#storage/storage-unavailable"

/** The value of `Retry-After`. Most databases restart within about 5 s. */
const storageRetrySeconds = 5

/**
 * Returns the HTTP error for an expected error, such as an unknown id. Returns undefined for any other error.
 * @param request the current request. A redirect leads to the request's URL with the current id of the feature.
 */
export function toHttpError(error: unknown, { url }: { url: string }): HttpError | undefined {
  if (error instanceof InvalidAudience || error instanceof InvalidParameter) {
    const { parameter, message } = error
    return badRequest([{ parameter, message }])
  }
  if (error instanceof UnknownAudience) {
    return badRequest([{ parameter: error.parameter, message: unknownAudienceMessage(error.id) }])
  }
  if (error instanceof MovedFeature) return redirect(withFeature(url, error.movedTo), 301)
  if (error instanceof UnknownId) {
    return notFound({ detail: error.message, suggestions: error.suggestions })
  }
  if (error instanceof SplitFeature) return gone({ detail: error.message, successors: error.successors })
  if (error instanceof WriteError)
    return httpError(error.status, error.message, { retryAfter: error.retryAfter })
  if (isStorageUnavailable(error)) return storageUnavailable(error)
  return undefined
}

/** Returns a 503. Omits `Retry-After` if the change may have been saved, because a retry could save it twice. */
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
 * Returns an error handler that converts the 404 of an unknown audience to 400. Use it if the id of the audience is a
 * parameter of a page: the page exists, but the parameter is invalid. The handler rethrows every other error.
 */
export function asAudienceParameter(slug: string, parameter?: UnknownAudience["parameter"]) {
  return (error: unknown): never => {
    throw error instanceof UnknownId ? new UnknownAudience(slug, parameter) : error
  }
}

/** Replaces the id of a feature in a URL: the segment after `/features/` in pages and endpoints. */
function withFeature(url: string, id: string): string {
  const [path = "", ...query] = url.split("?")
  const moved = path.replace(/(\/features\/)[^/]+/, (_, features) => features + id)
  return [moved, ...query].join("?")
}
