import { readFileSync } from "node:fs"
import { type ServerResponse, STATUS_CODES } from "node:http"
import { join } from "node:path"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import { closesConnection, messageOf, NoImageAtRunTime, statusOf } from "./errors"
import { problemOf, problemType } from "./functions/function-error"
import type { Manifest } from "./manifest"
import type { RouteMatch } from "./route-match"
import { handleMatch } from "./routing"

declare module "fastify" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyInstance
  interface FastifyInstance {
    /**
     * Logs an error that a page throws after its function has returned. If the response has not started, also responds
     * with 500.
     */
    failLate(error: unknown, request: FastifyRequest, reply: FastifyReply): void
  }
}

const html = "text/html; charset=utf-8"

export type ErrorPageOptions = { publicFolder: string; manifest: Manifest }

/**
 * Responds to errors and unknown paths. Uses the site's 404.html and 500.html if the files exist. The log contains the
 * details of an error. The client receives only the request ID.
 */
export const errorPages = fastifyPlugin<ErrorPageOptions>((fastify, { publicFolder, manifest }, done) => {
  const pages = readErrorPages(publicFolder, manifest)
  fastify.setErrorHandler((error, request, reply) => sendError(error, request, reply, pages, fastify))
  fastify.setNotFoundHandler((_request, reply) => sendText(reply.code(501), "Not Implemented"))
  handleMatch(fastify, "bad-path", (_match, _request, reply) => sendBadRequest(reply))
  handleMatch(fastify, "not-found", (match, request, reply) => sendNotFound(match, request, reply, pages))
  fastify.decorate("failLate", (error: unknown, request: FastifyRequest, { raw }: FastifyReply) => {
    request.log.error({ err: error, url: request.originalUrl }, "page failed after it had returned")
    writeFailure(raw, request, pages)
  })
  done()
})

export const sendBadRequest = (reply: FastifyReply) =>
  sendText(reply.code(400).header("cache-control", "no-store"), "Bad Request")

const sendText = (reply: FastifyReply, text: string) => reply.type("text/plain; charset=utf-8").send(text)

/** Sends the name of the status as plain text. Used for clients that do not accept HTML. */
export const sendStatusText = (reply: FastifyReply, status: number) =>
  sendText(reply.code(status), STATUS_CODES[status] ?? "")

export const acceptsHtml = ({ headers }: FastifyRequest) =>
  /\*\/\*|text\/(?:html|\*)/.test(headers.accept ?? "*/*")

function sendNotFound(
  { status = 404, reason }: Extract<RouteMatch, { kind: "not-found" }>,
  request: FastifyRequest,
  reply: FastifyReply,
  { notFound, headers }: ErrorPages,
) {
  reply.code(status).headers(headers).header("cache-control", "public, max-age=0, must-revalidate")
  if (reason !== undefined) return sendText(reply, reason)
  if (notFound && acceptsHtml(request)) return reply.type(html).send(notFound)
  return sendStatusText(reply, status)
}

function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  pages: ErrorPages,
  fastify: FastifyInstance,
) {
  const status = statusOf(error)
  reply.code(status).header("cache-control", "no-store")
  // The server does not read the rest of a refused request, so it closes the connection. On an open connection, the
  // server would interpret the rest as the next request.
  if (closesConnection(error)) reply.header("connection", "close")
  if (status === 503) return sendText(reply.header("retry-after", "5"), "Busy. Try again.")
  if (status === 413 && fastify.match(request.raw).kind === "function")
    return reply.type(problemType).send(problemOf(status, messageOf(error)))
  if (status < 500 || closesConnection(error) || error instanceof NoImageAtRunTime)
    return sendText(reply, messageOf(error))
  request.log.error({ err: error, url: request.originalUrl }, "request failed")
  reply.code(500)
  if (request.url.includes("/page-data/")) {
    return reply.send({ error: "Internal Server Error", requestId: request.id })
  }
  return reply.headers(pages.headers).type(html).send(pages.failed(request.id))
}

function writeFailure(response: ServerResponse, request: FastifyRequest, pages: ErrorPages): void {
  if (response.headersSent || response.writableEnded) return
  response.statusCode = 500
  const headers = { ...pages.headers, "content-type": html, "cache-control": "no-store" }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(pages.failed(request.id))
}

type ErrorPages = {
  notFound: Buffer | undefined
  failed(id: string): string
  headers: Readonly<Record<string, string>>
}

/** Reads the error pages at the start, so that the host can send them even if the file system fails. */
function readErrorPages(publicFolder: string, { files, headerSets }: Manifest): ErrorPages {
  const notFound = read(join(publicFolder, "404.html"))
  const failed = read(join(publicFolder, "500.html"))?.toString("utf8")
  const list = headerSets[files["/404.html"]?.headers ?? -1] ?? []
  const headers = Object.fromEntries(list.filter(([name]) => name.toLowerCase() !== "cache-control"))
  return { notFound, failed: (id) => withId(failed ?? plainPage, id), headers }
}

const plainPage =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Internal Server Error</title></head>' +
  "<body><h1>Internal Server Error</h1></body></html>"

/** Adds the request ID after the site's markup. React hydrates the markup, so the markup must not change. */
function withId(page: string, id: string): string {
  const note = `<p data-request-id="${id}">Request ${id}</p>`
  const index = page.lastIndexOf("</body>")
  return index === -1 ? page + note : page.slice(0, index) + note + page.slice(index)
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
