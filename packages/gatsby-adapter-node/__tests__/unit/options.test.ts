import Fastify from "fastify"
import { bareSite } from "#tests/support/servers/bare-site"
import nodeAdapter from "../../src/adapter"
import { responseCache } from "../../src/cache/response-cache"
import { createHandler, createHost } from "../../src/handler"

test.each([
  ["build", "nodeAdapter: the options must be an object, not “build”."],
  [{ output: "build" }, "nodeAdapter: “output” is not an option. Options: out, include."],
  [{ out: 5 }, "nodeAdapter: out must be a folder, not 5."],
  [{ out: "" }, "nodeAdapter: out must be a folder, not “”."],
  [{ out: "build", include: "data" }, "nodeAdapter: include must be an array of paths, not “data”."],
  [{ out: "build", include: [1] }, "nodeAdapter: include must be an array of paths, not 1."],
  [{ include: ["data"] }, "nodeAdapter: include has no effect without out."],
])("nodeAdapter refuses %j", (options, message) => {
  expect(() => nodeAdapter(options as never)).toThrow(new TypeError(message))
})

test.each([
  [{}, "responseCache: maxBytes must be a number of bytes, not undefined."],
  [{ maxBytes: "64MB" }, "responseCache: maxBytes must be a whole number of at least 0, not “64MB”."],
  [{ maxBytes: -1 }, "responseCache: maxBytes must be a whole number of at least 0, not -1."],
  [{ maxBytes: 1.5 }, "responseCache: maxBytes must be a whole number of at least 0, not 1.5."],
  [
    { maxBytes: 1, name: "my server" },
    "responseCache: name must be a token such as my-server, not “my server”.",
  ],
  [{ maxBytes: 1, skip: "/a" }, "responseCache: skip must be a function, not “/a”."],
  [
    { maxBytes: 1, timeoutMs: "1s" },
    "responseCache: timeoutMs must be a whole number of at least 0, not “1s”.",
  ],
  [
    { maxBytes: 1, ttl: 1 },
    "responseCache: “ttl” is not an option. Options: maxBytes, name, skip, timeoutMs, prefix, logLevel, logSerializers.",
  ],
])("ready() rejects if responseCache is registered with %j", async (options, message) => {
  const fastify = Fastify()
  fastify.register(responseCache, options as never)
  await expect(fastify.ready()).rejects.toThrow(new TypeError(message))
})

test.each([
  [undefined, "createHost: the options must be an object, not undefined."],
  [{}, "createHost: site must be a directory, not undefined."],
  [
    { site: ".", cacheBytes: "64MB" },
    "createHost: cacheBytes must be a whole number of at least 0, not “64MB”.",
  ],
  [{ site: ".", cacheBytes: -1 }, "createHost: cacheBytes must be a whole number of at least 0, not -1."],
  [
    { site: ".", limits: { maxBodyBytes: "1" } },
    "createHost: limits.maxBodyBytes must be a whole number of at least 1, not “1”.",
  ],
  [
    { site: ".", trustProxy: "loopback" },
    "createHost: trustProxy must be a boolean or an array of addresses, not “loopback”.",
  ],
  [
    { site: ".", trustProxy: ["10.0.0.0/8", "nowhere"] },
    "createHost: trustProxy must be a boolean or an array of addresses, not 10.0.0.0/8,nowhere.",
  ],
  [
    { site: ".", logLevel: "verbose" },
    "createHost: logLevel must be one of fatal, error, warn, info, debug, trace, silent, not “verbose”.",
  ],
  [
    { site: ".", logStream: process.stdout.write },
    expect.stringMatching(/^createHost: logStream must be an object with the function write, not /),
  ],
  [
    { site: ".", health: { isReady: () => true } },
    "createHost: health must be an object with the functions isReady and metrics, not [object Object].",
  ],
  [
    { site: ".", cache: 1 },
    "createHost: “cache” is not an option. Options: site, cacheBytes, trustProxy, logLevel, logStream, limits, health.",
  ],
])("createHandler rejects %j", async (options, message) => {
  await expect(createHandler(options as never)).rejects.toMatchObject({ name: "TypeError", message })
})

const hello = `exports.default = (_, res) => { res.setHeader("cache-control", "s-maxage=60"); res.send("hello") }`

test.each([
  [undefined, "gatsby-host; fwd=uri-miss; stored", /hit/],
  [0, "gatsby-host; fwd=uri-miss", /fwd=uri-miss$/],
])(
  "with cacheBytes %s, Cache-Status reports whether a response is stored",
  async (cacheBytes, first, second) => {
    const host = await createHost({
      site: bareSite({ hello }),
      ...(cacheBytes === undefined ? {} : { cacheBytes }),
    })
    const url = await host.listen({ port: 0, host: "127.0.0.1" })
    const status = async () => (await fetch(`${url}/api/hello`)).headers.get("cache-status")
    expect(await status()).toBe(first)
    expect(await status()).toMatch(second)
    await host.close()
  },
)
