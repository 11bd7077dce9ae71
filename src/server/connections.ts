import type { ChildProcess } from "node:child_process"
import type { Server } from "node:http"
import { createServer, type Socket } from "node:net"
import { type FromWorker, isMessage, type ToWorker } from "./messages"

/** Connections that wait for a worker at most, while there is none. */
const waitingRoom = 1_000

type Taker = Pick<ChildProcess, "send">

/**
 * Takes connections and hands them to workers. node:cluster does so too, but loses what is on its way to a
 * worker that stops or dies, and refuses connections while the only worker is being replaced; here they wait.
 */
export class Connections {
  readonly #server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.#hand(socket))
  readonly #takers: Taker[] = []
  readonly #waiting: Socket[] = []
  /** What was handed to a worker that has not said so yet: not a byte of it has been read. */
  readonly #onTheWay = new Map<Taker, Map<number, Socket>>()
  #handed = 0

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject).listen(port, host, resolve)
    })
  }

  add(taker: Taker): void {
    this.#takers.push(taker)
    this.#onTheWay.set(taker, new Map())
    for (const socket of this.#waiting.splice(0)) this.#hand(socket)
  }

  /** A worker that is gone: others get what it did not come to take. */
  remove(taker: Taker): void {
    const place = this.#takers.indexOf(taker)
    if (place !== -1) this.#takers.splice(place, 1)
    const left = this.#onTheWay.get(taker)?.values() ?? []
    this.#onTheWay.delete(taker)
    for (const socket of left) this.#hand(socket)
  }

  /** A worker has the connection of this number: this process lets its own hold of it go. */
  taken(taker: Taker, number: number): void {
    const sockets = this.#onTheWay.get(taker)
    sockets?.get(number)?.destroy()
    sockets?.delete(number)
  }

  /** Takes no more. What was taken has been sent off, before anything that workers are told from now on. */
  close(): void {
    this.#server.close()
    for (const socket of this.#waiting.splice(0)) socket.destroy()
  }

  #hand(socket: Socket): void {
    if (socket.destroyed) return
    const taker = this.#next()
    if (!taker) {
      if (this.#waiting.length < waitingRoom) this.#waiting.push(socket)
      else socket.destroy()
      return
    }
    const number = ++this.#handed
    this.#onTheWay.get(taker)?.set(number, socket)
    const message: ToWorker = { host: "connection", number }
    // Kept open here, as Node forgets what it was sending when the other end dies. An error means just that.
    taker.send(message, socket, { keepOpen: true }, () => undefined)
  }

  /** Whoever has the least on its way, in turns: one that hangs gets no more than its first. */
  #next(): Taker | undefined {
    const waitingFor = (taker: Taker) => this.#onTheWay.get(taker)?.size ?? 0
    const least = Math.min(...this.#takers.map(waitingFor))
    const place = this.#takers.findIndex((taker) => waitingFor(taker) === least)
    const [taker] = this.#takers.splice(place, 1)
    if (taker) this.#takers.push(taker)
    return taker
  }
}

/** The worker's side: gives an HTTP server the connections that it is sent. Returns those that are open. */
export function takeConnections(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  // Starts Node's check of timeouts, and its list of idle connections: a server that listens has both.
  server.emit("listening")
  process.on("message", (message, socket) => {
    if (!isMessage<ToWorker>(message) || message.host !== "connection" || !socket) return
    const connection = socket as Socket
    // Said before the first byte is read: what is not said was not begun.
    process.send?.({ host: "taken", number: message.number } satisfies FromWorker)
    sockets.add(connection)
    connection.once("close", () => sockets.delete(connection))
    server.emit("connection", connection)
    connection.resume()
  })
  return sockets
}
