import Fastify from "fastify"
import { detachedRequest } from "../../src/cache/background-refresh"

test.each<[true | undefined, string]>([
  [true, "https"],
  [undefined, "http"],
])("a background refresh for a client with encrypted %s has the protocol %s", async (encrypted, protocol) => {
  const fastify = Fastify()
  const seen = new Promise((done) => {
    fastify.get("/page", (request, reply) => {
      done([request.protocol, request.ip, request.headers["x-own"]])
      return reply.send("sent")
    })
  })
  await fastify.ready()
  const client = { remoteAddress: "192.0.2.7", encrypted }
  const { request, response } = detachedRequest({ url: "/page", headers: { "x-own": "yes" } }, client)
  fastify.routing(request, response)
  expect(await seen).toEqual([protocol, "192.0.2.7", "yes"])
  await fastify.close()
})
