import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import type { StoringRequest } from "./cache-entry"

/**
 * A request that no client sent, and a response that goes nowhere, for a route that a cache asks on its own behalf.
 * They are Node's own classes, so whatever works on a client's request works on them.
 * @param address of the client whose headers these are: from another one they could count as a trusted proxy's word
 */
export function detachedRequest(
  { url, headers }: StoringRequest,
  address: string | undefined,
): { request: IncomingMessage; response: ServerResponse } {
  const socket = new Socket()
  Object.defineProperty(socket, "remoteAddress", { value: address })
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
