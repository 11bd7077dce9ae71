import type { FastifyReply } from "fastify"
import fastifyPlugin from "fastify-plugin"
import type { Router } from "../router"
import { handleMatch } from "../routing"

type Redirect = { to: string; status: number }

/**
 * Register this plugin before the response cache and before under-pressure. Redirects need no cache, because they are
 * fast. An overloaded host also sends redirects.
 */
export const redirects = fastifyPlugin<{ router: Router }>((fastify, { router }, done) => {
  fastify.addHook("onRequest", (request, reply, next) => {
    const { protocol, host, raw } = request
    const found = router.matchHost({ protocol, host }, raw.url ?? "/")
    if (!found) return next()
    request.routeName = "redirect"
    send(found, reply)
  })
  handleMatch(fastify, "redirect", (match, _request, reply) => send(match, reply))
  done()
})

const send = ({ to, status }: Redirect, reply: FastifyReply) =>
  reply.code(status).header("location", asciiOf(to)).send()

/**
 * Encodes characters that are not ASCII, because headers are ASCII. Encodes backslashes, because browsers read a
 * backslash as a slash.
 */
const asciiOf = (target: string) => target.replace(/[^!-~]+|\\/g, encodeURIComponent)
