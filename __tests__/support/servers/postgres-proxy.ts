import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { connect, createServer, type Socket } from "node:net"

/** A proxy in front of a PostgreSQL server that can drop commits or the responses to them. */
export async function startPostgresProxy(url: string) {
  const server = new URL(url)
  let dropped: "commits" | "responses to commits" | undefined
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname)
    let isMute = false
    client.on("data", (data) => {
      const isCommit = dropped !== undefined && data.includes("commit")
      if (isCommit) isMute = true
      if (!isCommit || dropped !== "commits") upstream.write(data)
    })
    upstream.on("data", (data) => {
      if (!isMute) client.write(data)
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        client.destroy()
        upstream.destroy()
      })
    }
  })
  await once(proxy.listen(0, "127.0.0.1"), "listening")
  const proxyUrl = new URL(url)
  proxyUrl.port = String((proxy.address() as AddressInfo).port)
  return {
    url: proxyUrl.href,
    drop(what: typeof dropped) {
      dropped = what
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => proxy.close(done))
    },
  }
}
