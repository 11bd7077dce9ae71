import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"

const elsewhere = "elsewhere"

/** What can be wrong with the dashboard's answers, by name. `refused` is done by `dashboard.refuse()`. */
export const faults = {
  "10 s of silence": (response) => {
    const timer = setTimeout(() => sendJson(response, 200, feature("late")), 10_000)
    response.on("close", () => clearTimeout(timer))
  },
  "a drip of one byte a second": (response) => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write("{")
    const timer = setInterval(() => response.write(" "), 1_000)
    response.on("close", () => clearInterval(timer))
  },
  "500": (response) => sendJson(response, 500, { code: 500, message: "Internal Service Error" }),
  "301 to another host": (response) => {
    // By another name it is there, and would answer.
    const { localPort } = response.socket as Socket
    response.writeHead(301, { location: `http://localhost:${localPort}/v1/features/${elsewhere}` }).end()
  },
  "301 in a circle": (response) => response.writeHead(301, { location: "/v1/features/circle" }).end(),
  "invalid JSON": (response) => response.writeHead(200).end('{"feature_id": "gri'),
  "valid JSON of another shape": (response) => sendJson(response, 200, { data: [feature("grid")] }),
  "50 MB": (response) => {
    response.writeHead(200, { "content-type": "application/json" })
    // In the right shape: nothing is wrong with it but its size.
    response.write('{"feature_id": "grid"')
    const part = Buffer.alloc(1_048_576, " ")
    let sent = 0
    const send = () => {
      while (sent++ < 50) if (!response.write(part)) return response.once("drain", send)
      return response.end("}")
    }
    send()
  },
  "closed in its middle": (response) => {
    response.writeHead(200, { "content-length": "100" })
    response.write('{"feature_id":', () => response.destroy())
  },
  "429 with Retry-After": (response) => {
    response.setHeader("retry-after", "1")
    sendJson(response, 429, { code: 429, message: "Rate Limit" })
  },
} satisfies Record<string, (response: ServerResponse) => unknown>

export type Fault = keyof typeof faults

/** `Feature` of the API's OpenAPI description (GoogleChrome/webstatus.dev, openapi/backend/openapi.yaml). */
export const feature = (id: string) => ({
  feature_id: id,
  name: id,
  baseline: { status: "widely", low_date: "2017-10-17", high_date: "2020-04-17" },
  browser_implementations: { chrome: { status: "available", date: "2017-03-09", version: "57" } },
  spec: { links: [{ link: "https://drafts.csswg.org/css-grid-3/" }] },
  usage: { chrome: { daily: 0.2345 } },
  wpt: {
    stable: Object.fromEntries(
      browsers.map((name, place) => [name, { score: 0.91 + place / 100, metadata: {} }]),
    ),
    experimental: Object.fromEntries(browsers.map((name, place) => [name, { score: 0.95 + place / 100 }])),
  },
  developer_signals: { upvotes: 34, link: "https://github.com/web-platform-dx/developer-signals/issues/1" },
  vendor_positions: [
    {
      vendor: "mozilla",
      position: "positive",
      url: "https://github.com/mozilla/standards-positions/issues/1",
    },
    {
      vendor: "apple",
      position: "support",
      url: "https://github.com/WebKit/standards-positions/issues/1",
      concerns: [],
    },
  ],
  system_managed_saved_search_id: null,
})

const browsers = ["chrome", "edge", "firefox", "safari"]

/** A server on loopback that speaks the Web Platform Dashboard's API. */
export interface Dashboard {
  url: string
  /** Ids asked so far. */
  asked: string[]
  /** The headers of the last question. */
  headers: IncomingHttpHeaders
  /** How many connections were made to it. */
  connections: number
  /** How many questions it has not answered yet. */
  open: number
  /** What is wrong with its answers; nothing where undefined. */
  fault: Fault | undefined
  /** Milliseconds before it answers. */
  delay: number
  /** What it answers of a feature, instead of `feature(id)`; undefined for what it does not know. */
  answer(id: string): object | undefined
  /** Nothing listens any more, until `listen`. */
  refuse(): Promise<void>
  listen(): Promise<void>
  close(): Promise<void>
}

export async function startDashboard(): Promise<Dashboard> {
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const id = decodeURIComponent(request.url?.split("/").at(-1) ?? "")
    dashboard.asked.push(id)
    dashboard.headers = request.headers
    dashboard.open++
    response.on("close", () => dashboard.open--)
    if (dashboard.fault && id !== elsewhere) return void faults[dashboard.fault](response)
    const answer = dashboard.answer(id)
    const send = () =>
      answer ? sendJson(response, 200, answer) : sendJson(response, 404, { code: 404, message: "Not Found" })
    const timer = setTimeout(send, dashboard.delay)
    response.on("close", () => clearTimeout(timer))
  })
  server.on("connection", (socket) => {
    dashboard.connections++
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
  })
  let port = 0
  const dashboard: Dashboard = {
    url: "",
    asked: [],
    headers: {},
    connections: 0,
    open: 0,
    fault: undefined,
    delay: 0,
    answer: feature,
    refuse: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
    listen: () => new Promise((done) => server.listen(port, "127.0.0.1", done)),
    close: async () => (server.listening ? dashboard.refuse() : undefined),
  }
  await dashboard.listen()
  port = (server.address() as AddressInfo).port
  dashboard.url = `http://127.0.0.1:${port}`
  return dashboard
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}
