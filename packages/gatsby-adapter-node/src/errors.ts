import createError from "@fastify/error"

/** Thrown at the start for an invalid setting or build. The message is for the person who starts the host. */
export class StartupError extends Error {}

export const BadRequest = createError<[reason: string]>("HOST_BAD_REQUEST", "%s", 400)

export const UnsupportedTransferEncoding = createError(
  "HOST_UNSUPPORTED_TRANSFER_ENCODING",
  "The only supported Transfer-Encoding is chunked.",
  501,
)

export const BodyTooLarge = createError<[maxBytes: string]>(
  "HOST_BODY_TOO_LARGE",
  "The request body must not exceed %s bytes.",
  413,
)

export const NoImageAtRunTime = createError(
  "HOST_NO_IMAGE_AT_RUN_TIME",
  "This page queries an image, and this host cannot create images while it serves pages. " +
    "Query the image in a page or a static query (useStaticQuery) that the build runs, or use the URL of an existing image.",
  501,
)

/** Whether the host must close the connection after this error, because it does not read the rest of the request. */
export const closesConnection = (error: unknown): boolean =>
  [BadRequest, UnsupportedTransferEncoding, BodyTooLarge].some((type) => error instanceof type)

/**
 * Returns the HTTP status of an error. Errors of Fastify and of body parsers have a status. Any other error has the
 * status 500.
 */
export function statusOf(error: unknown): number {
  const { statusCode, status } = (error ?? {}) as Partial<Record<"statusCode" | "status", unknown>>
  const given = [statusCode, status].find((value) => typeof value === "number")
  return typeof given === "number" && given >= 400 && given < 600 ? given : 500
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : "Bad Request")
