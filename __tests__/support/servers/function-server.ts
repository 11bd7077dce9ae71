import { once } from "node:events"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import express from "express"
import { type Endpoint, rawJsonBody } from "gatsby-plugin-server-data"
import multer from "multer"

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/**
 * Serves an endpoint behind Gatsby's body parsers until the test ends.
 * @param mount a path that Express removes from `req.url`, as Gatsby does for functions
 * @returns the URL of the server
 */
export async function listen(endpoint: Endpoint, mount = "/api/*"): Promise<string> {
  const app = express()
  app.set("trust proxy", true)
  app.use(
    multer({ limits: { fileSize: 1e6, fieldSize: 1e6 } }).any(),
    express.raw(rawJsonBody.bodyParser?.raw),
    express.json(),
  )
  app.use([mount, "/api/*"], (req, res) => void endpoint(req as never, res as never))
  app.all("*", (req, res) => void endpoint(req as never, res as never))
  const server = app.listen(0, "127.0.0.1")
  servers.push(server)
  await once(server, "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
