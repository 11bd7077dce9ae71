import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import type { TLSSocket } from "node:tls"
import type { KeyedRequest } from "./cached-response"

/**
 * Creates a request that the cache sends, and a response that no client receives. `fastify.inject` does not work here:
 * Express, which runs the Gatsby Functions, replaces the prototype of the response. This removes the methods that
 * `inject` needs.
 * @param client the connection of the client. The new request has the headers of this client, so it must also have the
 * client's address. With the address of a trusted proxy, the host would believe the client's `X-Forwarded-*` headers.
 * The new request also has the client's `encrypted`, because a route may respond differently without TLS.
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
