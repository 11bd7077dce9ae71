import { Agent, request } from "node:http"
import type { Random } from "../inputs/random"

type Step = { path: string; expected: number; body?: string }

/**
 * Returns random requests of pages, page data, endpoints, saved audiences and unknown paths. Few requests are repeated.
 */
export function journeys(features: readonly string[], random: Random) {
  const saved: string[] = []
  const save = (): Step => {
    const visits = { chrome: { "100": 1 + Math.round(random.between(0, 1_000)), "120": 1_000 } }
    return {
      path: "/api/audiences",
      expected: 201,
      body: JSON.stringify({ name: "Soak", browsers: visits }),
    }
  }
  const visit = (): Step => {
    const regions = ["", "?audience=DE", "?audience=alt-eu", "?audience=JP", "?audience=US&of=all"]
    const own = saved.slice(-20).map((slug) => `?audience=${slug}`)
    const audience = random.oneOf([...regions, ...own.slice(0, 1), random.oneOf([...regions, ...own])])
    const feature = random.oneOf(features)
    const page = Math.ceil(random.between(0, 25))
    const min = Math.floor(random.between(0, 100))
    return random.oneOf([
      { path: `/${audience}`, expected: 200 },
      { path: `/features${audience || "?"}&page=${page}&min=${min}`, expected: 200 },
      { path: `/features/${feature}${audience}`, expected: 200 },
      { path: `/page-data/features/${feature}/page-data.json${audience}`, expected: 200 },
      { path: `/api/features/${feature}${audience}`, expected: 200 },
      { path: `/features/${feature}?utm_source=${random.next()}`, expected: 200 },
      { path: `/nothing/${random.next()}`, expected: 404 },
      { path: "/data", expected: 200 },
      ...saved.slice(-1).map((slug) => ({ path: `/audiences/${slug}`, expected: 200 })),
    ])
  }
  return {
    next: (): Step => (random.next() < 0.005 ? save() : visit()),
    addSaved: (text: string) => saved.push(JSON.parse(text).slug),
  }
}

/**
 * Creates a client with keep-alive connections. `send` returns the status, or 0 without a response. It returns the
 * body only for 201 and 503.
 */
export function createClient(port: number, connections: number, random: Random) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = ({ path, body }: Step) =>
    new Promise<{ status: number; text: string }>((done) => {
      const headers = {
        "accept-encoding": body === undefined ? random.oneOf(["", "br", "gzip"]) : "",
        "x-forwarded-for": `10.0.${Math.floor(random.between(0, 256))}.${Math.floor(random.between(0, 256))}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      }
      const method = body === undefined ? "GET" : "POST"
      request({ host: "127.0.0.1", port, path, method, agent, headers }, (response) => {
        const isRead = response.statusCode === 201 || response.statusCode === 503
        let text = ""
        response.on("data", (part) => {
          if (isRead) text += part
        })
        response.on("end", () => done({ status: response.statusCode ?? 0, text }))
      })
        .on("error", () => done({ status: 0, text: "" }))
        .end(body)
    })
  return { send, close: () => agent.destroy() }
}
