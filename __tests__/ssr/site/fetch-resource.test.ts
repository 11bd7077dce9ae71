import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { BaseQueryApi } from "gatsby-plugin-rtk-query"
import { fetchResource, urlOf } from "#query/fetch-resource"
import type { Write } from "#query/resource-api"

test.each([
  ["/api/books", {}, "/api/books"],
  ["/api/books/{id}", { id: "a" }, "/api/books/a"],
  [
    "/api/books/{id}",
    { id: "a/b?c=d&e '(*)!", shelf: "top" },
    "/api/books/a%2Fb%3Fc%3Dd%26e%20%27%28%2A%29%21?shelf=top",
  ],
  ["/api/books", { q: "css & more", page: 2, group: undefined }, "/api/books?page=2&q=css+%26+more"],
  ["/api/books", { ids: ["b", "a"] }, "/api/books?ids=b%2Ca"],
])("%s with %j becomes %s", (template, args, url) => {
  expect(urlOf(template, args)).toBe(url)
})

test("the order of the arguments does not change the URL", () => {
  expect(urlOf("/api/books", { b: 1, a: 2 })).toBe(urlOf("/api/books", { a: 2, b: 1 }))
})

describe("fetchResource", () => {
  let server: Server
  let respond: RequestListener
  let pathPrefix: string
  beforeEach(async () => {
    server = createServer((request, response) => respond(request, response))
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
    pathPrefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`
  })
  afterEach(() => new Promise((closed) => server.close(closed)))

  const request = (write?: Write) => {
    const withPrefix = (path: string) => pathPrefix + path
    const baseQuery = fetchResource({ routes: { book: "/api/books/{id}" }, withPrefix })
    const context = { signal: new AbortController().signal } as BaseQueryApi
    return baseQuery({ resource: "book", args: { id: "a" }, write }, context, {})
  }

  test("returns the body of a write, or null for an empty response", async () => {
    const got: string[] = []
    respond = ({ method, url, headers }, response) => {
      got.push(`${method} ${url} ${headers["content-type"]} ${headers["if-match"]}`)
      response.writeHead(method === "DELETE" ? 204 : 200, { connection: "close" })
      response.end(method === "DELETE" ? undefined : '{"saved":true}')
    }
    const put = { method: "PUT", headers: { "if-match": '"1"' }, body: { name: "A" } } as const
    expect(await request(put)).toMatchObject({ data: { saved: true } })
    expect(await request({ method: "DELETE" })).toMatchObject({ data: null })
    expect(got).toEqual([
      'PUT /prefix/api/books/a application/json "1"',
      "DELETE /prefix/api/books/a undefined undefined",
    ])
  })

  const respondWith = (status: number, body: string) => {
    respond = ({ url }, response) => {
      response.writeHead(url === "/prefix/api/books/a" ? status : 500, { connection: "close" }).end(body)
    }
  }

  test("returns the response as metadata", async () => {
    respond = (_, response) => {
      response.writeHead(200, { connection: "close", date: "Fri, 27 Nov 2026 02:15:42 GMT" }).end("{}")
    }
    const { meta } = await request()
    expect(meta?.response?.headers.get("date")).toBe("Fri, 27 Nov 2026 02:15:42 GMT")
  })

  test("always revalidates with the server, even if the browser has a fresh response", async () => {
    const fetchSpy = jest.spyOn(globalThis, "fetch")
    respondWith(200, '{"id":"a"}')
    await request()
    expect(fetchSpy).toHaveBeenCalledWith(
      `${pathPrefix}/api/books/a`,
      expect.objectContaining({ cache: "no-cache" }),
    )
    fetchSpy.mockRestore()
  })

  test("returns problem details as the error", async () => {
    const problem = { title: "Not Found", status: 404, detail: "No such book.", suggestions: ["b"] }
    respondWith(404, JSON.stringify(problem))
    expect(await request()).toMatchObject({ error: problem })
  })

  test.each([
    ["HTML of a proxy", 502, "<h1>Bad Gateway</h1>"],
    ["half a body", 200, '{"id":'],
  ])("returns an error with a message if the body is not JSON (%s)", async (_, status, body) => {
    respondWith(status, body)
    expect((await request()).error).toEqual({
      status,
      detail: `The server sent an invalid response (status ${status}). Try again.`,
    })
  })

  test("returns an error with status 0 and a message if the connection fails", async () => {
    respond = (request) => request.socket.destroy()
    expect((await request()).error).toEqual({
      status: 0,
      detail: "There is no connection to the server. Try again.",
    })
  })
})
