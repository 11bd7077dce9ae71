import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { gzipSync } from "node:zlib"

/** The target of the redirect. Faults do not apply to it. */
const elsewhere = "elsewhere"

/** Faults of the dashboard's responses, by name. */
export const faults = {
  "10 s of silence": (response) => {
    const timer = setTimeout(() => sendJson(response, 200, feature("late")), 10_000)
    response.on("close", () => clearTimeout(timer))
  },
  "a slow drip": (response) => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write("{")
    const timer = setInterval(() => response.write(" "), 50)
    response.on("close", () => clearInterval(timer))
  },
  "500": (response) => sendJson(response, 500, { code: 500, message: "Internal Service Error" }),
  // The target of the redirect is the same server under another host name. It sends a valid response there, so a client
  // that follows the redirect succeeds.
  "301 to another host": (response) => {
    const { localPort } = response.socket as Socket
    response.writeHead(301, { location: `http://localhost:${localPort}/v1/features/${elsewhere}` }).end()
  },
  "invalid JSON": (response) => response.writeHead(200).end('{"feature_id": "gri'),
  "valid JSON of another shape": (response) => sendJson(response, 200, { data: [feature("grid")] }),
  // The compressed response has 1 kB. The response is valid except for its size.
  "300 kB after unpacking": (response) => {
    const padded = { ...feature("grid"), padding: " ".repeat(300_000) }
    response
      .writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" })
      .end(gzipSync(JSON.stringify(padded)))
  },
  "closed in its middle": (response) => {
    response.writeHead(200, { "content-length": "100" })
    response.write('{"feature_id":', () => response.destroy())
  },
} satisfies Record<string, (response: ServerResponse) => unknown>

export type Fault = keyof typeof faults

/** An example of `Feature` in openapi/backend/openapi.yaml of GoogleChrome/webstatus.dev. */
export const feature = (id: string) => ({
  feature_id: id,
  name: id,
  baseline: { status: "widely", low_date: "2017-10-17", high_date: "2020-04-17" },
  browser_implementations: { chrome: { status: "available", date: "2017-03-09", version: "57" } },
  spec: { links: [{ link: "https://drafts.csswg.org/css-grid-3/" }] },
  usage: { chrome: { daily: 0.2345 } },
  wpt: {
    stable: Object.fromEntries(
      browsers.map((name, index) => [name, { score: 0.91 + index / 100, metadata: {} }]),
    ),
    experimental: Object.fromEntries(browsers.map((name, index) => [name, { score: 0.95 + index / 100 }])),
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

/** A local server with the Web Platform Dashboard's API. */
export type Dashboard = {
  url: string
  requestedIds: string[]
  /** The `User-Agent` of the last request. */
  userAgent: string | undefined
  /** The number of requests without a complete response. */
  open: number
  /** The fault of the server's responses. Default: none. */
  fault: Fault | undefined
  /** Delays all responses from now on. @returns a function that sends them */
  hold(): () => void
  /** Returns the response for a feature, or undefined for a response with 404. Default: `feature(id)`. */
  respond(id: string): object | undefined
  closePort(): Promise<void>
  close(): Promise<void>
}

export async function startDashboard(): Promise<Dashboard> {
  const server = createServer((request, response) => {
    const id = decodeURIComponent(request.url?.split("/").at(-1) ?? "")
    dashboard.requestedIds.push(id)
    dashboard.userAgent = request.headers["user-agent"]
    dashboard.open++
    response.on("close", () => dashboard.open--)
    if (dashboard.fault && id !== elsewhere) return void faults[dashboard.fault](response)
    const body = dashboard.respond(id)
    const send = () =>
      body ? sendJson(response, 200, body) : sendJson(response, 404, { code: 404, message: "Not Found" })
    void held.then(() => response.destroyed || send())
  })
  let held: Promise<void> = Promise.resolve()
  const dashboard: Dashboard = {
    url: "",
    requestedIds: [],
    userAgent: undefined,
    open: 0,
    fault: undefined,
    hold() {
      let release = () => {}
      held = new Promise((done) => {
        release = done
      })
      return () => release()
    },
    respond: feature,
    closePort: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
    close: async () => (server.listening ? dashboard.closePort() : undefined),
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  dashboard.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return dashboard
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}
