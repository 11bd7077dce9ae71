import type { IncomingMessage } from "node:http"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import fastifyPlugin from "fastify-plugin"
import type { RouteMatch } from "./route-match"
import type { Router } from "./router"

declare module "fastify" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyInstance
  interface FastifyInstance {
    match(request: IncomingMessage): RouteMatch
  }
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface extends FastifyRequest
  interface FastifyRequest {
    /** What handled the request, for logs and metrics: the kind of the route, or the component of the page. */
    routeName: string
  }
}

type Kind = RouteMatch["kind"]

/**
 * Passes each request to the handler for the kind of match (page, file, function, …) that the site's router finds. The
 * routes of the site are not registered in Fastify for two reasons: some of them would conflict there, and registering
 * thousands of routes takes a second.
 */
export const routing = fastifyPlugin<{ router: Router }>((fastify, { router }, done) => {
  const matches = new WeakMap<IncomingMessage, RouteMatch>()
  const match = (request: IncomingMessage): RouteMatch => {
    const known = matches.get(request)
    if (known) return known
    const found = router.match(request.url ?? "/")
    matches.set(request, found)
    return found
  }
  fastify.decorate("match", match)
  fastify.decorateRequest("routeName", "")
  fastify.addConstraintStrategy({
    name: "kind",
    storage: () => {
      const handlers = new Map<unknown, never>()
      return {
        get: (kind) => handlers.get(kind) ?? null,
        set: (kind, handler) => void handlers.set(kind, handler as never),
      }
    },
    deriveConstraint: (request) => match(request as IncomingMessage).kind,
  })
  done()
})

export function handleMatch<K extends Kind>(
  fastify: FastifyInstance,
  kind: K,
  handler: (match: Extract<RouteMatch, { kind: K }>, request: FastifyRequest, reply: FastifyReply) => unknown,
): void {
  fastify.all("/*", { constraints: { kind } }, (request, reply) => {
    request.routeName = kind
    return handler(fastify.match(request.raw) as Extract<RouteMatch, { kind: K }>, request, reply)
  })
}
