import { Agent, request as sendRequest } from "node:http"
import type { AddressInfo } from "node:net"
import Fastify from "fastify"
import { responseCache } from "#packages/gatsby-adapter-node/src/cache/response-cache"

export async function cachingProxy(origin: { host: string; port: number }): Promise<{
  url: string
  close(): Promise<void>
}> {
  const fastify = Fastify()
  const agent = new Agent({ keepAlive: false })
  fastify.register(responseCache, { maxBytes: 50_000_000, timeoutMs: 5_000 })
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser("*", (_request, _payload, done) => done(null))
  fastify.addHttpMethod("M-SEARCH", { hasBody: true })
  fastify.all("/*", (request, reply) => {
    reply.hijack()
    const { method, url, headers } = request.raw
    const { connection: _, ...forwarded } = headers
    const upstream = sendRequest({ ...origin, method, path: url, headers: forwarded, agent }, (response) => {
      reply.raw.writeHead(
        response.statusCode ?? 502,
        response.statusMessage,
        withoutHopByHop(response.rawHeaders),
      )
      response.pipe(reply.raw)
    })
    upstream.on("error", () => {
      if (reply.raw.headersSent) return reply.raw.destroy()
      reply.raw.writeHead(502)
      reply.raw.end("Bad Gateway")
    })
    request.raw.pipe(upstream)
  })
  await fastify.listen({ port: 0, host: "127.0.0.1" })
  const { port } = fastify.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => fastify.close() }
}

/** Removes hop-by-hop fields, and those that `Connection` lists (RFC 9110, 7.6.1). */
function withoutHopByHop(raw: readonly string[]): string[] {
  const hops = new Set([
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "transfer-encoding",
    "upgrade",
    "proxy-authenticate",
    "proxy-authentication-info",
    "proxy-authorization",
  ])
  const pairs = Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index], raw[2 * index + 1]])
  for (const [name, value] of pairs) {
    if (name?.toLowerCase() !== "connection") continue
    for (const hop of value?.split(",") ?? []) hops.add(hop.trim().toLowerCase())
  }
  return pairs.filter(([name]) => !hops.has(name?.toLowerCase() ?? "")).flat() as string[]
}
