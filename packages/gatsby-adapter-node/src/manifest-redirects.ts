import fastifyPlugin from "fastify-plugin"
import { handleMatch } from "./routing"

export const redirects = fastifyPlugin((fastify, _options, done) => {
  handleMatch(fastify, "redirect", ({ to, status }, _request, reply) =>
    reply.code(status).header("location", asciiOf(to)).send(),
  )
  done()
})

/**
 * Encodes characters that are not ASCII, because headers are ASCII. Encodes backslashes, because browsers read a
 * backslash as a slash.
 */
const asciiOf = (target: string) => target.replace(/[^!-~]+|\\/g, encodeURIComponent)
