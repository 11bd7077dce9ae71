import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import type { TLSSocket } from "node:tls"
import type { KeyedRequest } from "./cached-response"

/**
 * A request of the cache itself, and a response that is sent nowhere. `fastify.inject` cannot replace it: Express, which
 * runs functions, replaces the prototype of the response, and with it the methods of inject.
 * @param client the connection of the client whose headers are used: another address could be a trusted proxy's, and the
 * route may respond differently without TLS
 */
export function detachedRequest(
  { url, headers }: Pick<KeyedRequest, "url" | "headers">,
  client: Pick<Socket, "remoteAddress"> & Pick<Partial<TLSSocket>, "encrypted">,
): { request: IncomingMessage; response: ServerResponse } {
  const socket = new Socket()
  for (const name of ["remoteAddress", "encrypted"] as const)
    Object.defineProperty(socket, name, { value: client[name] })
  const request = new IncomingMessage(socket)
  request.method = "GET"
  request.url = url
  request.httpVersion = "1.1"
  request.httpVersionMajor = 1
  request.httpVersionMinor = 1
  Object.assign(request.headers, headers)
  request.complete = true
  request.push(null)
  return { request, response: new ServerResponse(request) }
}
