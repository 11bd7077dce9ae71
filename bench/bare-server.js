/**
 * A bare node:http server, with which the host's benchmark compares the host. It listens on a free port and prints the
 * port.
 * `node bare-server.js bytes FILE` sends a gzipped file.
 * `node bare-server.js engine SITE` renders each request with Gatsby's page engine.
 */
const { readFileSync } = require("node:fs")
const { createServer } = require("node:http")
const path = require("node:path")

const [mode, argument = ""] = process.argv.slice(2)

/** @type {import("node:http").RequestListener} */
function sendBytes(_request, response) {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-encoding": "gzip",
    "content-length": bytes.length,
  })
  response.end(bytes)
}
const bytes = mode === "bytes" ? readFileSync(argument) : Buffer.alloc(0)

/** @returns {import("node:http").RequestListener} */
function enginePages() {
  process.chdir(argument)
  Object.assign(globalThis, { __GATSBY: { root: argument, buildId: "" } })
  const engine = require(path.join(argument, ".cache", "page-ssr"))
  return async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost")
    const req = {
      method: "GET",
      url: request.url,
      headers: request.headers,
      query: Object.fromEntries(url.searchParams),
    }
    const data = await engine.getData({ pathName: url.pathname, req, getGraphqlEngine: () => undefined })
    const html = await engine.renderHTML({ data })
    for (const [name, value] of Object.entries(data.serverDataHeaders)) response.setHeader(name, value)
    response.setHeader("content-type", "text/html; charset=utf-8")
    response.end(html)
  }
}

const server = createServer(mode === "engine" ? enginePages() : sendBytes)
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  console.log(typeof address === "object" && address ? address.port : "")
})
