import { type ServerResponse, STATUS_CODES } from "node:http"
import type { FastifyRequest } from "fastify"
import { messageOf, statusOf } from "../errors"

export const problemType = "application/problem+json; charset=utf-8"

export const problemOf = (status: number, detail: string) =>
  JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail })

/** Responds to an error of a Gatsby Function or of a body parser. Only the log contains the details of the error. */
export function writeFunctionError(error: unknown, response: ServerResponse, request: FastifyRequest): void {
  const status = statusOf(error)
  if (status >= 500) request.log.error({ err: error, url: request.originalUrl }, "function failed")
  if (response.writableEnded) return
  // If a part of the response was already sent, closing the connection shows the client that the response is
  // incomplete.
  if (response.headersSent) return void response.destroy()
  response.statusCode = status
  response.setHeader("cache-control", "no-store")
  response.setHeader("content-type", problemType)
  response.end(problemOf(status, status < 500 ? messageOf(error) : `Request ${request.id}`))
}
