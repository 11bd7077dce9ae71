import type { IncomingMessage, ServerResponse } from "node:http"
import { createHost, type HostOptions } from "./host"

export { createHost, type HostOptions }

/** A request handler for `node:http` and Express. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The host of a built site as a request handler, for a server of your own. The process must run in the site's directory:
 * Gatsby's engines find their files by it.
 * @throws Error if the site has not been built with the adapter
 * @example createServer(await createHandler({ site: process.cwd(), cacheBytes: 64e6 })).listen(9000)
 */
export async function createHandler(options: HostOptions): Promise<Handler> {
  const fastify = await createHost(options)
  return (request, response) => fastify.routing(request, response)
}
