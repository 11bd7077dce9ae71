import type { IncomingMessage, ServerResponse } from "node:http"
import { createHost, type HostOptions } from "./host"

export { createHost, type HostOptions }

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Creates a handler for `node:http` and Express that serves a built site.
 * @throws the errors of `createHost`
 * @example createServer(await createHandler({ site: process.cwd(), cacheBytes: 64e6 })).listen(9000)
 */
export async function createHandler(options: HostOptions): Promise<Handler> {
  const fastify = await createHost(options)
  return (request, response) => fastify.routing(request, response)
}
