import type { IncomingMessage, ServerResponse } from "node:http"
import { createHost, type HostOptions } from "./host"

export { createHost, type HostOptions }

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The host of a built site as a handler for `node:http` and Express.
 * @throws StartupError like `createHost`
 * @example createServer(await createHandler({ site: process.cwd(), cacheBytes: 64e6 })).listen(9000)
 */
export async function createHandler(options: HostOptions): Promise<Handler> {
  const fastify = await createHost(options)
  return (request, response) => fastify.routing(request, response)
}
